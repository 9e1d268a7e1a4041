// Streamlit has no translations of its own. This turns the words of its uploader, menus, toolbars, dialogs and banners
// into Chinese, by whole phrase only, and never inside text that we or a ledger wrote.
(() => {
  const words = {
    "Accept": "确定", "Add files": "添加文件", "Add row": "添加行", "Additional options": "更多选项",
    "An error has occurred, please try again.": "出错了，请再试一次。", "App pages": "页面",
    "All selected options have been cleared.": "已清空全部选择。",
    "Autosize": "自动列宽", "Average": "平均值", "Based on sample": "按样本统计", "Browse files": "选择文件",
    "Button action menu": "按钮菜单", "Calendar": "日历", "Cancel": "取消", "Choose a date": "选择日期", "Choose date": "选择日期", "Start date": "开始日期", "End date": "结束日期",
    "Choose an option": "请选择", "Choose options": "请选择", "Clear": "清除", "Clear all": "全部清除",
    "Clear cache": "清除缓存", "Clear selection": "取消选择", "Clear value": "清除", "Clear caches": "清除缓存",
    "Close": "关闭", "Close Search": "关闭查找", "Close sidebar": "收起侧栏", "Collapse sidebar": "收起侧栏",
    "Collapse": "收起", "Compact": "紧凑", "CONNECTING": "正在连接", "Connecting": "正在连接",
    "Connecting to Streamlit server": "正在连接服务器", "Connection error": "连接中断",
    "Connection lost. Please wait for the app to reconnect, then try again.": "连接中断，请等待重新连上后再试。",
    "Connection timed out.": "连接超时。", "Connection timed out": "连接超时",
    "Continue anyway": "仍然继续", "Copied": "已复制", "Copy": "复制", "Copy to clipboard": "复制",
    "Copied to clipboard": "已复制", "Copy column name": "复制列名", "Copy link to heading": "复制本节链接",
    "Count": "计数", "Cut": "剪切", "Dark": "深色", "Dataframe column menu": "列菜单", "Default": "默认",
    "Decrement": "减", "Delete": "删除", "Delete row(s)": "删除行", "dd": "日", "Dismiss": "关闭", "Distinct": "不同值", "Distance": "距离",
    "Distribution histogram": "分布图", "Done": "完成",
    "Don't show again": "不再显示", "Download as CSV": "下载 CSV", "Download as PNG": "下载图片",
    "Drag and drop a file here": "把文件拖到这里", "Drag and drop file here": "把文件拖到这里",
    "Drag and drop directories here": "把文件夹拖到这里", "Drag and drop files here": "把文件拖到这里",
    "Edit": "编辑", "Empty": "空", "empty": "空", "Error": "错误", "Error uploading file": "上传失败",
    "Error deleting file": "删除失败", "Exit fullscreen": "退出全屏", "Expand": "展开", "Expand sidebar": "展开侧栏",
    "Expander": "展开栏", "Failed to export data as CSV": "导出 CSV 失败", "Failed to load data": "读取数据失败", "file upload": "选择文件",
    "File Uploader": "上传文件", "Format": "格式", "Fullscreen": "全屏", "Get help": "帮助", "Hide column": "隐藏列", "Increment": "加",
    "Invalid date": "日期写法不对", "Last available date": "最晚日期", "First available date": "最早日期",
    "Less": "收起", "Light": "浅色", "Link to heading": "本节链接", "Loading...": "正在读取…", "Main menu": "主菜单",
    "Maximum": "最大值", "Maximum length": "最长", "Average length": "平均长度", "Median": "中位数", "mm": "月", "yyyy": "年", "Minimum": "最小值",
    "Minimum length": "最短", "More": "更多", "More options": "更多选项", "Multiselect": "多选",
    "Navigate to home page": "回到首页", "Next": "下一个", "Next month": "下个月", "Next page": "下一页",
    "Next Result": "下一处", "No options": "没有可选项", "No options to select": "没有可选项",
    "No options to select.": "没有可选项。", "No results": "没有找到", "Null": "空", "Number": "数字",
    "Open": "打开", "Open sidebar": "展开侧栏", "OK": "确定", "Page not found": "没有这个页面", "Paste": "粘贴",
    "Past Month": "最近一个月", "Past Week": "最近一周", "Past Year": "最近一年", "Pin column": "冻结列",
    "Please wait...": "请稍候…", "Previous": "上一个", "Previous month": "上个月", "Previous page": "上一页",
    "Previous Result": "上一处", "Print": "打印", "Quick select a date range": "快速选择时间段", "Quit": "退出",
    "Record a screencast": "录屏", "Record screen": "录屏", "Remove": "移除", "Remove file": "移除文件",
    "Rerun": "刷新", "Retry": "重试", "Running...": "正在计算…", "Save": "保存", "Search": "查找",
    "Select": "选择", "Select a date": "选择日期", "Select all": "全选", "Select...": "请选择",
    "Selectbox": "下拉框", "Selected values": "已选", "Selectbox options": "选项", "Multiselect options": "选项",
    "Settings": "设置", "Show password": "显示密码", "Hide password": "隐藏密码", "Show/hide columns": "显示或隐藏列",
    "Sidebar": "侧栏", "Sidebar Logo": "标志", "Skip to main content": "跳到正文", "Sort ascending": "升序排列",
    "Sort descending": "降序排列", "Source file has been changed": "程序已更新", "Statistics": "统计", "Stop": "停止",
    "Stopping...": "正在停止…",
    "Streamlit server is not responding. Are you connected to the internet?":
      "服务器没有响应。请检查网络，或请管理员确认看板已启动。",
    "System": "跟随系统", "Use system setting": "跟随系统", "Theme": "主题",
    "The page that you have requested does not seem to exist": "您要打开的页面不存在",
    "The page that you have requested does not seem to exist. Running the app's main page.": "您要打开的页面不存在，已转到首页。",
    "The value is not part of the allowed options.": "不在可选范围内。",
    "The value cannot be interpreted as a number.": "不是数字。",
    "This app has encountered an error. Check your app's logs for details.": "系统出错了，您的数据没有改动。请告诉管理员。",
    "Top values frequency chart": "常见值", "Type to search": "输入文字查找", "Unpin column": "取消冻结",
    "Upload": "上传文件", "Upload directories": "上传文件夹", "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "用方向键选日期，回车确定，Esc 关闭。",
    "Values": "取值", "View less": "收起", "View more": "展开", "Wide mode": "宽屏", "Zoom in": "放大",
    "Zoom out": "缩小", "Close fullscreen": "退出全屏", "Press Enter to apply": "按回车确定",
    "Press Enter to submit form": "按回车提交", "Press Ctrl+Enter to apply": "按 Ctrl+回车确定",
    "Required": "必填", "This field is required": "此项必填", "This field is required.": "此项必填。",
    "Pagination": "分页", "page": "页",
    "None": "—", "Help": "说明", "Show help": "说明", "Main": "正文", "Notifications": "通知",
  };
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const phrases = [
    [/^([\d.]+)\s?([KMG]B) per file(?: • (.+))?$/i, (_, n, u, kinds) => `每个文件不超过 ${n}${u.toUpperCase()}` + (kinds ? `；可用格式：${kinds}` : "")],
    [/^Limit ([\d.]+)\s?([KMG]B) per file(?: • (.+))?$/i, (_, n, u, kinds) => `每个文件不超过 ${n}${u.toUpperCase()}` + (kinds ? `；可用格式：${kinds}` : "")],
    [/^Add: (.+)$/s, "新填：$1"],
    [/^Help for (.+)$/, "$1：说明"],
    [/^Drag and drop (.+) here$/, "把文件拖到这里"],
    [/^File must be ([\d.]+)\s?([KMG]B) or smaller\.?$/i, "文件不能超过 $1$2。"],
    [/^(\S+) files are not allowed\.?$/, "不能上传 $1 文件。"],
    [/^Remove (.+)$/, "移除 $1"],
    [/^View (\d+) more$/, "再显示 $1 项"],
    [/^Select (\d+) matches$/, "选中 $1 项"],
    [/^Showing page (\d+) of (\d+)$/, "第 $1 页，共 $2 页"],
    [/^Page (\d+)$/, "第 $1 页"],
    [/^Go to page (\d+)$/, "到第 $1 页"],
    [/^Page (\d+) of (\d+)$/, "第 $1 页，共 $2 页"],
    [/^Press Enter to (apply|submit form|submit)$/, "按回车确定"],
    [/^Press (?:Ctrl|⌘)\+Enter to (.+)$/, "按 Ctrl+回车确定"],
    [/^You can only select up to (\d+) options?\..*$/, "最多选 $1 项，请先去掉一项。"],
    [/^You have requested page \/(.*), but no corresponding file.*$/, "没有地址为 /$1 的页面，已转到首页。"],
    [/^Select (.+), (.+)$/, "$1，$2"],
    [/^Attempting to connect to .*$/, "正在连接服务器。"],
    [/^(\d+) results?$/, "$1 处"],
    [/^(\d+) of (\d+)$/, "第 $1 处，共 $2 处"],
    [/^Selected (.+)\. (.*)$/, "已选 $1。"],
    [/^Sorted? by (.+)$/, "按 $1 排列"],
    [/^Option (.+), selected\.?$/i, "已选 $1"],
    [/^Error: (.+)$/, "错误：$1"],
    [/^year, (.+)$/, "年，$1"],
    [/^month, (.+)$/, "月，$1"],
    [/^day, (.+)$/, "日，$1"],
    [/^Selected Date: ([A-Z][a-z]+) (\d+), (\d+)$/, (_, month, day, year) => `已选 ${year} 年 ${months.indexOf(month) + 1} 月 ${day} 日`],
    [/^Selected Date: (.+)$/, "已选 $1"],
    [/^Selected Range: (.+)$/, "已选 $1"],
  ];
  const attributes = ["aria-label", "title", "placeholder", "data-title", "aria-description", "aria-roledescription", "alt"];
  const ours = '[data-testid="stMarkdownContainer"],[data-testid="stTable"],[data-testid="stText"],[data-testid="stCode"],pre,textarea,script,style';

  const chinese = (text) => {
    const bare = text.trim();
    if (!bare || !/[A-Za-z]/.test(bare)) return null;
    if (Object.hasOwn(words, bare)) return text.replace(bare, () => words[bare]);
    const [, name, rest] = /^([^:]+): (.+)$/s.exec(bare) ?? [];
    if (name && Object.hasOwn(words, name)) return `${words[name]}：${rest}`;
    for (const [pattern, answer] of phrases) if (pattern.test(bare)) return bare.replace(pattern, answer);
    return null;
  };
  const foreign = (element) => element && (!element.closest(ours) || element.closest('[role="dialog"],[data-testid="stToast"],[data-testid="stFileUploader"] button'));
  const readText = (node) => {
    const answer = foreign(node.parentElement) ? chinese(node.nodeValue) : null;
    if (answer !== null && answer !== node.nodeValue) node.nodeValue = answer;
  };
  const readElement = (element) => {
    for (const name of attributes) {
      const value = element.getAttribute(name);
      const answer = value ? chinese(value) : null;
      if (answer !== null && answer !== value) element.setAttribute(name, answer);
    }
  };
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return readText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    readElement(node);
    for (const element of node.querySelectorAll("*")) readElement(element);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) readText(walker.currentNode);
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(read);
      else if (change.type === "characterData") readText(change.target);
      else readElement(change.target);
    }
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
})();
