"""7 自治区人民政府门户网站内容保障情况: records of the regional portal, not of the department's own site."""

from __future__ import annotations

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.tools import needs_person


@check("7.1.1-1")
def portal_interviews(context: Context) -> Finding:
    """门户在线访谈: by the portal's records."""
    return needs_person(
        context, "7.1.1-1", "部门在上级政府门户网站开展访谈的情况，须导入门户网站记录；本站的访谈不计入本项。"
    )


@check("7.1.2-1")
def portal_surveys(context: Context) -> Finding:
    """门户征集调查及结果反馈: by the portal's records."""
    return needs_person(context, "7.1.2-1", "部门在上级政府门户网站开展征集调查及反馈结果的情况，须导入门户网站记录。")


@check("7.1.3-1")
def forwarded_letters(context: Context) -> Finding:
    """主席信箱按期办理: by the ledger of forwarded letters."""
    return needs_person(context, "7.1.3-1", "转办信件的办理时限须导入主席信箱台账。")


@check("7.2-1")
def portal_columns(context: Context) -> Finding:
    """栏目内容保障: by the portal's list of assigned columns and its records."""
    return needs_person(context, "7.2-1", "门户网站保障栏目的更新情况须导入栏目清单和报送记录。")
