// The page's words in English and Chinese. The language is the browser's, until the visitor picks the other one.
const STORED = "panhuo:language";

const EN = {
  tag: "en",
  account: "Account",
  cancel: "Close",
  demoAccounts: "Demo accounts",
  demoHint: "Fictional people at fictional institutions. One click signs you in.",
  examples: "Examples",
  examplesFor: "For your role",
  noExamples: "There are no examples.",
  offline: "The server cannot be reached.",
  otherLanguage: "中文",
  otherLanguageHint: "切换为中文",
  password: "Password",
  signIn: "Sign in",
  signInHint: "The session is kept in a cookie that scripts cannot read.",
  signOut: "Sign out",
  signingIn: "Signing in…",
  subtitle: "GraphQL API",
  switchAccount: "Switch to another demo account",
  title: "Panhuo · GraphiQL",
  username: "Username",
  welcome: `# Panhuo: patents of universities, each
# role seeing exactly its own.
#
# 1. Sign in at the top right. Without an
#    account you see what is published.
# 2. Pick a query from "Examples".
# 3. Ctrl+Enter (⌘+Enter) runs it;
#    Ctrl+Space suggests what fits.

query WhoAmI {
  viewer {
    name
    role
  }
}
`,
  roles: {
    INSTITUTION_ADMIN: "Institution admin",
    COLLEGE_ADMIN: "College admin",
    BRANCH_ADMIN: "Branch admin",
    BRANCH_COLLEGE_ADMIN: "Branch-college admin",
    INVENTOR: "Inventor",
    ENTERPRISE: "Enterprise expert",
    PLATFORM_OPERATOR: "Platform operator",
    ANONYMOUS: "Visitor, not signed in",
  },
};

const ZH = {
  tag: "zh-CN",
  account: "账号",
  cancel: "关闭",
  demoAccounts: "演示账号",
  demoHint: "人物与机构均为虚构，点一下即可登录。",
  examples: "示例查询",
  examplesFor: "当前角色",
  noExamples: "暂无示例。",
  offline: "无法连接服务器。",
  otherLanguage: "English",
  otherLanguageHint: "Switch to English",
  password: "密码",
  signIn: "登录",
  signInHint: "会话保存在脚本无法读取的 Cookie 中。",
  signOut: "退出登录",
  signingIn: "正在登录…",
  subtitle: "GraphQL 接口",
  switchAccount: "切换演示账号",
  title: "盘活 · GraphiQL",
  username: "账号",
  welcome: `# 盘活：高校和科研院所的存量专利，
# 各角色只看到自己权限内的内容。
#
# 1. 右上角登录；未登录时只能看到已公开的内容。
# 2. 从“示例查询”中选一条，或在这里编写。
# 3. Ctrl+Enter（⌘+Enter）执行，
#    Ctrl+Space 显示补全提示。

query WhoAmI {
  viewer {
    name
    role
  }
}
`,
  roles: {
    INSTITUTION_ADMIN: "高校(院所)管理员",
    COLLEGE_ADMIN: "学院管理员",
    BRANCH_ADMIN: "分校管理员",
    BRANCH_COLLEGE_ADMIN: "分校学院管理员",
    INVENTOR: "发明人",
    ENTERPRISE: "企业专家",
    PLATFORM_OPERATOR: "平台管理方",
    ANONYMOUS: "访客（未登录）",
  },
};

/** The page's language as a BCP 47 tag: `zh-CN` or `en`. */
export function language() {
  const wanted = localStorage.getItem(STORED) ?? navigator.language;
  return wanted.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export function keepLanguage(tag) {
  localStorage.setItem(STORED, tag);
}

/** Whether a tab's text is the one a first visit opens with, in either language. */
export function isWelcome(query) {
  return query === EN.welcome || query === ZH.welcome;
}

export function texts(tag) {
  return tag === "zh-CN" ? ZH : EN;
}
