"""What makes an ask doubtful: it asks about a thing rather than for it. Left to the mainline.

Same form as `words`.
"""

from bot.domain.refusing.searching import Words, seen

ASKING_ABOUT: Words = {
    "en": r"\b(?:should|shouldn't|why|is it|are they|legal|illegal|allowed|risk\w*|danger\w*|against"
    r"|prevent(?! (?:bans?|detection|blocks|throttling)\b)|(?<!content )(?<!safety )policy|attackers?|thieves"
    r"|criminals|scammers?|what (?:happens|if|would happen)|how (?:safe|risky)|never(?! (?:hit|hits|run into"
    r"|runs into|reach|exceed|get|gets|see|touch|have to|need to|pay|wait)\b)|explain(?! (?:(?:to )?(?:me"
    r"|us) )?how (?:to|(?:i|we) can)\b)|what is an?|what are|(?:stop|block|keep) (?:\w+ )?(?:users|people|others|them"
    r"|anyone)|vendors?|providers?|sellers?|resellers?|suppliers?|they)\b",
    "de": r"\b(?:warum|darf|durfen|anbieter\w*|erlaubt|verboten|gefahrlich\w*|riskant|ist es sicher)\b",
    "fr": r"\b(?:pourquoi|fournisseurs?|autorise|interdit|risque\w*|dangereu\w*)\b",
    "es": r"\b(?:por que|porque|proveedor(?:es)?|permitido|prohibido|arriesgado|peligros[oa]s?)\b",
    "pt": r"\b(?:fornecedor(?:es)?|proibido|arriscado|perigos[oa]s?)\b",
    "it": r"\b(?:perche|fornitor[ei]|permesso|vietato|rischios[oa]|pericolos[oaie])\b",
    "zh": r"为什么|为何|合法|风险|供应商|安全吗|允许|违规|危险",
    "ja": r"なぜ|違法|リスク|業者|危険|許され|大丈夫",
    "ko": r"위험|불법|업체|왜|안전한가|허용",
}
DOUBTFUL = seen(ASKING_ABOUT)
