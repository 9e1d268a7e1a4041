"""The words a header is made of: offices say one thing in many words, and a header is a few such words in a row.

「行政处罚决定书下发时间」 is 处罚 · 决定 · 作出 · 日期, and so is 「处罚决定日期」 but for one. Words that are not
listed are taken character by character. This only serves likeness, which proposes and never decides; so words may stand
together here that are not quite the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

_ONE_MEANING = """
日期: 啥时 几号 哪一天 那天 日子 几点 什么时候 啥时候 何时 哪天 时间 日期 年月日 时间点 时间戳 具体时间 具体日期
期限: 几号前 哪天前 几天 几日 限几天 限几日 期限 时限 限期 截止日期 截止时间 截止日 截止 到期日 到期 届满 期满
  最后期限 最迟 节点 限时
号: 序列号 证号 序 流水 文号 编号 号码 文书号 字号 代码 编码 号 案号 单号 序号 登记号 id
金额: 多少钱 钱 多少 金额 数额 额度 款额 总额 钱数 款项 额
数: 多少家 几家 几次 几份 多少人 几人 几个 数量 数目 总数 个数 数
地点: 哪条街 哪条路 哪片 哪一段 哪段 坐落 座落 在哪儿 在哪里 在哪 哪儿 哪里 何处 何地 街面 街巷 会场 地点 地址 位置 住所
  住址 处所 部位 场所 方位 点位 所在地 地
单位: 哪个中队 哪个队 哪个组 哪个单位 哪个部门 哪个股室 哪个股 哪个所 哪家 所队 队所 班组 站所 单位 部门 机构 机关
  科室 股室 处室 中队 大队 队伍 支队 分局
人: 哪位 谁 何人 人员 姓名 人 员 队员 民警 成员 者
类别: 哪一类 哪类 哪一种 哪种 哪一块 哪块 大项 类别 类型 种类 性质 分类 属性 大类 小类 类
方式: 怎么 怎样 如何 咋 方式 形式 方法 途径 途经 渠道 手段
来源: 来源 来自 渠道来源 出处
等级: 等级 级别 档次 阶次 等次 档 阶 层级 程度
幅度: 幅度 标准
上限: 上限 最高 最大 最大值 最高值
下限: 下限 最低 最小 最小值 最低值
含: 含 是否含 包含 包括
状态: 哪一步 哪步 什么程度 啥程度 状态 进度 进展 阶段 推进
环节: 环节 步骤
结果: 怎么样 咋样 啥样 结果 结论 意见 判定 评定 成效 效果
情况: 情况 状况 概况 详情
依据: 哪条 哪部法 依据 条款 法条 法律条文 法律法规 法律 法规 条文 规定 罚则 法律规定
名称: 名称 标题 题目 主题 名 全称
内容: 什么 啥事 啥 内容 描述 摘要 概述 简述 简介 明细
材料: 材料 资料 附件 佐证 证明 照片 图片 影像
原因: 为啥 为什么 因为啥 因为什么 原因 理由 缘由 缘故 分析
是否: 是否 有无 是不是 能否 可否 与否 有没有
应: 预 建议 拟定 通知 应 应当 拟 计划 预计 要求 规定 承诺 目标 限定
实: 实际 实 已 已经 最终 真实
不: 不予 不 未 免予 免 没有 无
起: 从 起始 开始 起 始 自
止: 到 结束 终止 止 至 终了
二: 第二 2 二 b 乙
备注: 备注 备住 备 附注 备考 说明 其他 其他情况 其他说明 情况说明 需要说明的情况
处罚: 处罚 行政处罚 罚
决定: 决定书 决定
作出: 作出 做出 下达 下发 签发 制发 出具 印发 开具 开出 发出
告知: 告知书 告知 事先告知 事先告知书 预先告知 先行告知 拟处罚告知 预告知
立案: 立案
结案: 结案 销案 办结 完结 了结
终结: 终结 结束调查 完毕 调查结束
改正: 改好 改完 改 改正 整改 改正到位 纠正 责改 限改
责令: 责令
通知: 通知书 通知 通知单
送达: 领取 送达 签收 送交 交付 送达回证
公示: 公示 公开 公布 上网 发布 上传 双公示 公告 网上公示 上网公示 信息公开
缴: 缴纳 缴款 交款 缴费 上缴 缴交 入库 到账 收缴 缴 交纳 付款 缴库 缴罚 缴清 交罚款 交费 交钱 交
执行: 执行 履行
强制: 强执 强制
听证: 听证会 听证
申辩: 陈述申辩 陈述和申辩 陈述 申辩
法审: 法制审核 法核 法规审核 法审 法制审查 合法性审核 合法性审查 法制核审 核审
集体: 重大案件集体讨论 集体讨论 案审会 案审委 案审 集体研究 集体审议 案件审理会 案件审理 集体审理 审理会 会审 集体会审
复查: 复查 复核 验收 回头看 复检
审批: 审批 批准 核准 审定 呈批 报批 批复 批
鉴定: 监测 检测 鉴定 检测 检验 送检
中止: 中止 暂停 恢复
延期: 延期 延长 分期 暂缓 延
归档: 归卷 归档 立卷 存档 装订 入卷 案卷 卷宗 档案 卷
复议: 复议 诉讼 起诉
移送: 移送 移交 转送
催告: 催告书 催告
没收: 没收
罚款: 罚款 罚金 罚没款 罚没 罚款额 经济处罚
加处: 滞纳加罚 滞纳 加处 加罚 滞纳金
收据: 票据 收据 缴款书 罚单 发票 凭证
裁量: 裁量 自由裁量 量罚 裁量权
从轻: 从轻 减轻 从重
违反: 违反 触犯
发现: 发现 查获
受理: 受理 接收 接报 接件 受案 收件 接诉 接警 接案 接办 收到 接收到 创建
登记: 登记 录入
交办: 交办 派单 转办 派遣 分派 分办 批转 转派 派发 转交 下派 派件 派 移办
办理: 办理 处理 处置 解决 查处 办 经办 承办 处
主办: 领头 牵头 主责 主要责任 第一责任 首要责任 主体责任
协办: 帮忙 会办 协作 协办 协助 配合 辅办 协同 协作 会同 联合 参与
回复: 回复 答复 反馈 答复意见 回应
回访: 回访 复访 追访
联系: 联系 联络
关联: 关联 对应 相关联
满意: 测评 满意 评价
反映: 来话 来函 留言 网民留言 留言事项 反映 诉求 投诉 举报 信访 来电 来访 来信 控告 来件
涉: 涉及 涉诉 涉事 涉案 被投诉 被举报 被反映 被信访
投诉人: 网友 网民 来话人 留言人 投诉人 举报人 诉求人 反映人 来电人 信访人 市民 群众 居民 来访人 报案人 申诉人
工单: 工单 热线 派单号 单号
被检查: 被检查 受检 被检 被巡查 被抽查 监管对象 检查对象 巡查对象 抽查对象 被检查人 被检查单位 被检查对象
  受检单位
检查: 检查 巡查 巡逻 巡检 抽查 排查 监督检查 现场检查 勘查 督查
违法: 违法 违规 违章 涉嫌违法
程序: 程序 手续
行为: 行为
事实: 事实 案情 经过 情形
案由: 案由 事由
发生: 发生 事发 案发
完成: 完成 落实 达成 办成 达标
实施: 实施 开展 进行 举行 举办 组织 采取 执行主体
指导: 指导 行政指导 提示 约谈 建议
被指导: 指导对象 被指导 被约谈 被提示 被指导对象 被指导人 约谈对象
解除: 解除 返还 退还 领回 领取 发还 归还 领走
物品: 物品 财物 工具 货物 实物 涉案物品 扣押物品
吊销: 吊销 吊扣 撤销 注销
扣押: 扣押 查封 暂扣 先行登记保存 登记保存 证据保存
保管: 保管 存放 保存 寄存
更新: 更新 修改 变更 刷新
报送: 推送 填报 填表 报送 上报 提交 报告
当事人: 当事人 相对人 行政相对人 被处罚人 被处罚对象 被处罚单位 被处罚者 被处罚主体 被处罚 受处罚 被罚 受罚
  被查处 违法主体 违法单位 违法人 违法者 违法企业 违法对象 违法行为人 违规主体 违规单位 行为人 嫌疑人 处罚对象
  处罚相对人 涉案人员 涉案单位 责任主体
承办人: 谁办的 谁办 承办人 承办人员 办案人 办案人员 经办人 执法人员 执法队员 主办人 查处人 调查人 办理人 经手人
  承办队员
法人: 业主姓名 法定代表人 法人代表 法人 负责人 经营者 业主 店主 老板
电话: 电话 手机 手机号 联系方式 联系电话 联系号码 联系手机 号码电话 电话号码 手机号码
身份证: 证照 身份证 居民身份证 身份证件 公民身份 证件
执法证: 执法证 执法证件 行政执法证 行政执法证件
信用代码: 统一社会信用代码 社会信用代码 信用代码 统一信用代码 营业执照 组织机构代码 注册号
工地: 工地 施工现场 在建工地
商户: 商户 企业 店铺 公司 门店 市场主体 经营主体 经营户 店
街道: 街道 乡镇 镇街 街镇 辖区 片区 区域 街道办事处 街道办 社区 管辖 范围
网格: 网格 路段 责任区
领导: 领导
培训: 班次 期次 场次 普法 测验 培训 学习 教育 课程 讲座 授课 学的
主讲: 讲的 主讲 讲师 授课人 教师 讲课
督办: 督办 督查 督导
任务: 任务 事项 项目 重点工作 目标任务 指标 板块 活动
措施: 措施 举措 做法 办法
问题: 堵点 卡点 卡点堵点 问题 短板 不足 难点 困难
分数: 卷面分 卷面 成绩 得分 分值 分数
自评: 自评 自查 自测
通过: 达标 通过 合格 达标 及格
比例: 比例 百分比 率 占比
参加: 参加 参训 参会 参与人员 出席 到会
到: 实到 应到 到
缺席: 缺勤 缺席 未到 请假
签到: 签到 出勤 到场 考勤
风险: 风险 风险点
行业: 行业 业态 经营范围 经营类别
后果: 后果 危害 损害
有效: 有效期 有效 有效期限
生效: 生效 施行 实行
发证: 发证 颁证 颁发 核发 领证
防控: 防控 管控 防范 预防 化解
"""
"""A word and the others that are taken for it; a line that begins with a blank goes on with the one before."""

_LITTLE = """
的 了 ? 之 书 本 该 各 案件 案 行政 信息 情况 有关 相关 具体 详细 主要 基本 相应 个 次
所属 所在 归属 名称 内容 数据 记录 是否 组织 行政执法 执法 责任 工作
"""
"""Words that say little: they may be there or not."""

_SORT = """
日期 期限 号 金额 数 地点 单位 人 类别 方式 等级 状态 结果 情况 依据 材料 原因 比例 幅度 上限 下限 应 实 不 起 止 二 一
"""
"""Words that only name a sort of thing, or how it stands: two headers that share no other word are hardly alike."""

_OPPOSITES = (("起", "止"), ("应", "实"), ("上限", "下限"), ("检查", "被检查"), ("指导", "被指导"))


def _listed() -> Iterator[tuple[str, str]]:
    for line in _ONE_MEANING.strip().replace("\n  ", " ").splitlines():
        meant, _, written = line.partition(": ")
        yield from ((word, meant) for word in written.split())


_NEUTRAL = frozenset(_LITTLE.split())
_SORTS = frozenset(_SORT.split())
_MEANT = {word: word for word in _NEUTRAL} | dict(_listed())
_LONGEST = max(map(len, _MEANT))


@lru_cache(maxsize=32768)
def header_words(key: str) -> tuple[str, ...]:
    """The words of a spelling, in order; the longest known word first."""
    found: list[str] = []
    place = 0
    while place < len(key):
        for length in range(min(_LONGEST, len(key) - place), 0, -1):
            if meant := _MEANT.get(key[place : place + length]):
                found.append(meant)
                place += length
                break
        else:
            found.append(key[place])
            place += 1
    return tuple(found)


def says_little(word: str) -> bool:
    """Whether a word may be there or not."""
    return word in _NEUTRAL


def is_sort(word: str) -> bool:
    """Whether a word only names a sort of thing, or says little: two headers that share no other are not alike."""
    return word in _SORTS or word in _NEUTRAL


def are_opposites(one: Collection[str], other: Collection[str]) -> bool:
    """Whether one speaks of the beginning and the other of the end, or so: 起 and 止, 应 and 实."""
    return any(
        (low in one and high in other and high not in one and low not in other)
        or (high in one and low in other and low not in one and high not in other)
        for low, high in _OPPOSITES
    )
