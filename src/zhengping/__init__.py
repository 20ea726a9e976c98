"""Zhengping evaluates government departments' websites: crawl, read, judge, score."""
