"""What rules are about, in plain pieces of words: none of them in a text, and no pattern of theirs is tried.

A piece is short enough to stand in every word that a row's patterns could match; one too many costs a little time, one
missing loses asks. The table of asks in the tests notices.
"""

Subjects = tuple[str, ...]


def _pieces(bars: str) -> Subjects:
    return tuple(bars.split("|"))


POOLS: Subjects = _pieces(
    "pool|account|konto|konten|compte|cuenta|conta|2api|cliproxy|codex-lb|farm|fleet|池|逆向|账|帐|賬|"
    "アカウント|プール|계정|풀"
)
SESSIONS: Subjects = _pieces(
    "token|cookie|sess|sesion|jeton|next-auth|sitzung|login|credential|令牌|凭证|トークン|クッキー|토큰|쿠키|세션"
)
BARE_POOL: Subjects = _pieces("pool|池|プール|풀")
LOGINS: Subjects = (*POOLS, *_pieces("login|log-in|zugan|plus|gpt|openai|小号"))
KEYS: Subjects = _pieces("key|cle|clave|chave|chiav|schlussel|密钥|キー|키")
TURNED: Subjects = _pieces(
    "rota|cycl|switch|juggl|robin|balanc|rotier|wechs|tourner|alterna|revez|rodizi|ruot|evasion|evade|"
    "proxy|轮|切换|代理|ローテ|使い回|切り替え|入れ替え|돌|로테|번갈|바꿔"
)
LIMITS: Subjects = _pieces(
    "limit|quot|suspen|caps| cap|ban|throttl|begrenz|grenz|kontingent|sperr|cuota|cota|限|封|配额|クォータ|제한|할당"
)
BARRIERS: Subjects = _pieces(
    "verif|kyc|captcha|cloudflare|lock|restrict|bot |sentinel|turnstile|block|identitat|geo|landersperre|bloc|bloq|"
    "验证|认证|实名|打码|机|地区|認証|確認|キャプチャ|地域|인증|확인|캡차|지역"
)
MODERATION: Subjects = _pieces(
    "moder|filter|filtr|polic|checks|check|system|guardrail|into|censur|censor|zensur|sicherheits|inhalts|"
    "jailbreak|审|審|过滤|敏感|越狱|モデレ|検閲|コンテンツ|フィルター|脱獄|ジェイル|검열|필터|정책|모더|탈옥"
)
FINGERPRINTS: Subjects = _pieces(
    "device|finger|agent|client|tls|header|mac |gerate|appareil|empreinte|dispositiv|huella|impress|"
    "impronta|设备|指纹|端末|デバイス|기기|지문"
)
ONE: Subjects = ("one",)
OFFICIAL: Subjects = _pieces("offi|ofici|uffici|官方|公式|공식")
WEB: Subjects = _pieces("chatgpt|chat.openai")
