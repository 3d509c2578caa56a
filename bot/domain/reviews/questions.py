"""The questions behind the facts, in plain language: what people are asked, who could know, what a vendor is asked.

*speaks* is what words must speak of to carry an answer: a quote about something else supports nothing, whoever found it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.gates.acceptance import GATES, Gate, facts_of
from bot.domain.gates.facts import Fact

VENDOR, PAYER, ENGINEER = "the provider", "whoever pays its bill", "an engineer who uses it"


@dataclass(frozen=True, slots=True)
class Question:
    """A row; `{host}` and `{model}` are filled in."""

    plain: str
    who: str
    vendor: str
    speaks: re.Pattern[str]


def _speaks(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


OWNS = _speaks(
    r"\b(?:compan|owned|owner|operat|run by|provided by|gmbh|inc\b|llc|ltd|limited|corp|s\.?a\.?r?\.?l?\b|b\.?v\b|ag\b|"
    r"pty|registered|legal|entity|contact|imprint|impressum|betreib|firma|anbieter|soci[eé]t|empresa|we are|us\b)",
    r"公司|运营|株式会社|運営",
)
BILLS = r"bill|charg|cost|pay|fee|credit|price|invoic|deduct|refund|free|berechn|kost|abgerechn|factur|cobr|计费|扣费|课金|請求"
OUTPUTS = (
    r"output|image|picture|photo|artwork|content|creation|result|generat|prompt|bild|ausgabe|inhalt|imagen|im[aá]genes|salida|"
    r"sortie|commercial(?:ly)? us|us\w+ (?:\w+ )?commercial|kommerziell|商用|图|生成|出力|画像"
)

QUESTIONS: Mapping[Fact, Question] = {
    Fact.OWNER_ENDPOINT: Question(
        "Which company runs {host}, and in which country?", VENDOR,
        "the legal name and country of the company that operates {host}", OWNS,
    ),
    Fact.OWNER_ACCOUNT: Question(
        "Whose account at OpenAI (or another upstream) do the requests run on?", VENDOR,
        "who holds the upstream account that our requests run on, and under which contract",
        _speaks(r"account|upstream|api key|organi[sz]ation|contract|reseller|partner|konto|compte|cuenta|账号|账户|アカウント"),
    ),
    Fact.OWNER_BILLING: Question(
        "Who sends the bill, and whom do you talk to about it?", PAYER,
        "who invoices us, and the contact for billing questions",
        _speaks(r"bill|invoic|pay|rechnung|factur|cobr|charge|账单|请求|請求"),
    ),
    Fact.OWNER_SUPPORT: Question(
        "Who answers when it breaks: a named support contact?", VENDOR,
        "the support contact and its response times",
        _speaks(r"support|help ?desk|contact|e-?mail|ticket|sla\b|@|kundendienst|asistencia|客服|サポート"),
    ),
    Fact.OWNER_ABUSE: Question(
        "Who handles abuse and security reports?", VENDOR,
        "the contact for abuse and security reports",
        _speaks(r"abuse|security|report|trust|safety|missbrauch|sicherheit|abus|seguridad|滥用|安全|不正"),
    ),
    Fact.MAPPING_CLAIM: Question(
        "Which model does the provider say stands behind {model}, and which upstream?", VENDOR,
        "a written statement which model and which upstream serve {model}, without substitution",
        _speaks(r"gpt-?image|model|upstream|openai|azure|modell|mod[eè]le|modelo|模型|モデル"),
    ),
    Fact.MAPPING_PROOF: Question(
        "How is that shown: do the requests appear in your own OpenAI project, or is there a probe?", ENGINEER,
        "whether our own OpenAI key or project can be used (BYOK), so that the requests appear in our own usage",
        _speaks(r"project|usage|dashboard|byok|own key|our key|request|probe|token|projekt|proyecto|projet|用量|プロジェクト"),
    ),
    Fact.BILLING_TIMEOUT: Question(
        "Is a request that times out billed?", VENDOR, "whether a request that times out is billed",
        _speaks(r"time.?out|timed.out|times out|zeit(?:überschreitung|limit)|abbruch|délai|expira|超时|タイムアウト"),
    ),
    Fact.BILLING_REFUSAL: Question(
        "Is a request that the safety check refuses billed?", VENDOR,
        "whether a request refused by a safety or policy check is billed",
        _speaks(r"refus|reject|moderat|policy|safety|violat|abgelehnt|richtlinie|polit|拒绝|审核|違反|拒否"),
    ),
    Fact.BILLING_FAILED: Question(
        "Is a failed generation billed?", VENDOR, "whether a failed generation is billed",
        _speaks(r"fail|error|unsuccess|5xx|fehl|erreur|échec|fall[oaió]|error|失败|错误|失敗"),
    ),
    Fact.BILLING_RETRY: Question(
        "Does the gateway retry by itself, and is each retry billed?", VENDOR,
        "whether automatic retries happen, and whether each is billed",
        _speaks(r"retr(?:y|ies)|again|attempt|wiederhol|erneut|reintent|réessa|重试|再試行|リトライ"),
    ),
    Fact.RIGHTS_COMMERCIAL: Question(
        "May you sell and use the pictures commercially?", VENDOR,
        "whether outputs may be used and sold commercially",
        _speaks(r"commerc|sell|sale|business|ownership|own (?:the|all)|assign|kommerz|gewerb|comerc|商用|商业|商業"),
    ),
    Fact.RIGHTS_STORE: Question(
        "May you store the pictures for as long as you like?", VENDOR, "whether outputs may be stored without a time limit",
        _speaks(r"stor|keep|retain|retention|archiv|save|speicher|aufbewahr|conserv|almacen|存储|保存"),
    ),
    Fact.RIGHTS_REDISTRIBUTE: Question(
        "May you pass the pictures on, to customers or in public?", VENDOR,
        "whether outputs may be published and passed on to third parties",
        _speaks(r"redistribut|distribut|publish|third part|share|transfer|sublicen|weitergab|weitergeb|veröffentl|redistribu|"
                r"partag|分发|传播|配布"),
    ),
    Fact.RIGHTS_DELETE: Question(
        "Can you have pictures and prompts deleted there, and how?", VENDOR,
        "how prompts and outputs are deleted on request, and after how long by themselves",
        _speaks(r"delet|eras|remov|purge|retention|lösch|entfern|supprim|borra|elimin|删除|削除"),
    ),
    Fact.OBSERVABILITY_REQUEST_ID: Question(
        "Does each answer carry a request id that support can find?", ENGINEER,
        "whether every response carries a request id that support can trace",
        _speaks(r"request.?id|x-request-id|trace|correlation|anfrage-?id|请求\s*id|リクエスト\s*id"),
    ),
    Fact.OBSERVABILITY_ERROR_TYPE: Question(
        "Do errors say what went wrong, with a type or a code?", ENGINEER,
        "whether errors carry a machine-readable type and code",
        _speaks(r"error|code|type|fehler|erreur|错误|エラー"),
    ),
    Fact.OBSERVABILITY_LIMITS: Question(
        "Are the rate limits published, or sent in headers?", VENDOR, "the rate limits, and how they are reported",
        _speaks(r"rate.?limit|limits?\b|quota|rpm|tpm|per minute|429|limite|grenze|límite|限流|速率|制限"),
    ),
    Fact.OBSERVABILITY_USAGE: Question(
        "Does each answer report the tokens it used?", ENGINEER, "whether responses report token usage",
        _speaks(r"usage|token|verbrauch|nutzung|utilis|uso\b|用量|使用量"),
    ),
    Fact.OBSERVABILITY_DASHBOARD: Question(
        "Is there a dashboard that shows each request and what it cost?", PAYER,
        "whether a dashboard or export shows each request and its cost",
        _speaks(r"dashboard|console|portal|log\b|logs|export|csv|konsole|tableau|panel|控制台|后台|ダッシュボード"),
    ),
}  # fmt: skip

BILLING_WORDS = re.compile(BILLS, re.IGNORECASE)
RIGHTS_WORDS = re.compile(OUTPUTS, re.IGNORECASE)
NARROWER = {Gate.BILLING: BILLING_WORDS, Gate.RIGHTS: RIGHTS_WORDS}
"""A quote about billing must speak of money besides: "requests time out after 60 s" says nothing of a bill. One about
rights must speak of outputs: "we share personal data with third parties" says nothing of passing pictures on."""


def label(fact: Fact) -> str:
    """Return what a fact is called: `failed-call billing: timeout`."""
    gate = next(gate for gate in Gate if fact in facts_of(gate))
    return f"{GATES[gate].name}: {fact.word}"


def ask(fact: Fact, host: str, model: str) -> str:
    """Return the question about a fact, for a route."""
    return QUESTIONS[fact].plain.format(host=host, model=model)


def speaks_of(fact: Fact, quote: str) -> bool:
    """Whether *quote* speaks of what *fact* is about."""
    gate = next(gate for gate in Gate if fact in facts_of(gate))
    narrower = NARROWER.get(gate)
    return bool(QUESTIONS[fact].speaks.search(quote)) and (narrower is None or bool(narrower.search(quote)))
