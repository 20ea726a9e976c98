# Every target sets up what it needs; the second time nothing is installed and no network is used.
PYTHON := .venv/bin/python
# Two files at a time; the tests of one file share their servers and browsers.
SIDE_BY_SIDE := -n 2 --dist loadfile
# What a browser shows and who may open which address is the same on every database, and long.
ON_POSTGRES := tests/office --ignore-glob='*/test_browser.py' --ignore=tests/office/test_every_address.py --ignore=tests/office/api/test_every_operation.py
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow lint bench clean

help: ## 列出各目标
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## 安装所需的一切
	@scripts/setup.sh

demo: setup ## 演示：评估三个样本网站，再办一轮十二部门的评估（SERVE=0 建好就结束）
	@.venv/bin/zhengping demo --out demo --office $(if $(filter 0,$(SERVE)),--no-serve)

# Tests of a real browser may run out of time on a busy machine: what failed is run once more, and only that.
# The office's tests run a second time on PostgreSQL, where there is one.
test: setup ## 全部测试（慢的除外）
	@$(PYTHON) -m pytest $(SIDE_BY_SIDE) || { [ $$? -eq 1 ] && echo "没有通过的再跑一次：" && $(PYTHON) -m pytest --last-failed; }
	@if url="$$(scripts/postgres.sh start)"; then \
		echo "办公室的测试在 PostgreSQL 上再跑一遍："; \
		ZHENGPING_DATABASE="$$url" $(PYTHON) -m pytest $(SIDE_BY_SIDE) $(ON_POSTGRES); result=$$?; \
		scripts/postgres.sh stop; exit $$result; \
	else echo "提示：没有 PostgreSQL，办公室的测试只在 SQLite 上跑了一遍"; fi

test-slow: setup ## 只跑要几分钟的测试
	@$(PYTHON) -m pytest -m slow
	@if url="$$(scripts/postgres.sh start)"; then \
		ZHENGPING_DATABASE="$$url" $(PYTHON) -m pytest -m slow tests/e2e; result=$$?; \
		scripts/postgres.sh stop; exit $$result; \
	fi

lint: setup ## 检查代码风格和类型
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m mypy

bench: ## 与 wget、Scrapy 对比抓取和读取的开销
	@scripts/setup.sh --group bench
	@$(PYTHON) bench/crawl.py

clean: ## 删去演示和缓存（不删已安装的环境）
	rm -rf demo out .pytest_cache .mypy_cache .ruff_cache .hypothesis
