"""What makes an ask doubtful: it asks about a thing rather than for it. Left to the mainline.

Same form as `words`.
"""

from bot.domain.refusing.searching import Words, seen

ASKING_ABOUT: Words = {
    "en": r"\b(?:should|shouldn't|why|is it|are they|legal|illegal|allowed|risk\w*|danger\w*|against|protect\w*"
    r"|(?<!content )(?<!safety )policy|prevent(?! (?:bans?|detection|blocks|throttling)\b)|what (?:happens|if"
    r"|would happen)|how (?:safe|risky)|(?:do|did|would|must) (?:we|i) (?:have|need) to|how does(?! one\b)"
    r"|never(?! (?:hit|hits|run into|runs into|reach|exceed|get|gets|see|touch|have to|need to|pay|wait|stop|stops"
    r"|end|ends|fail|fails)\b)|explain(?! (?:(?:to )?(?:me|us) )?how (?:to|(?:i|we) can)\b)|what is an?|what are"
    r"|(?:stop|block|keep) (?:\w+ )?(?:users|people|others|them|anyone)|vendors?|providers?|sellers?|resellers?"
    r"|suppliers?|they)\b|^(?:\w+ )?(?:(?:we|i) )?(?:do not|don't|must not|would never)\b",
    "de": r"\b(?:warum|darf|durfen|anbieter\w*|erlaubt|verboten|gefahrlich\w*|riskant|ist es sicher|schutz\w*"
    r"|verhinder\w*)\b",
    "fr": r"\b(?:pourquoi|fournisseurs?|autorise|interdit|risque\w*|dangereu\w*|proteg\w*|empech\w*)\b",
    "es": r"\b(?:por que|porque|proveedor(?:es)?|permitido|prohibido|arriesgado|peligros[oa]s?|proteg\w*|impedir)\b",
    "pt": r"\b(?:fornecedor(?:es)?|proibido|arriscado|perigos[oa]s?|proteg\w*|impedir)\b",
    "it": r"\b(?:perche|fornitor[ei]|permesso|vietato|rischios[oa]|pericolos[oaie]|protegg\w*|impedire)\b",
    "zh": r"为什么|为何|合法|风险|供应商|安全吗|允许|违规|危险|防范|保护|防止(?!.{0,4}(?:封|限|检测))",
    "ja": r"なぜ|違法|リスク|業者|危険|許され|大丈夫|守る|(?:盗難|盗まれ|漏洩|流出|乗っ取り).{0,6}(?:防|避)",
    "ko": r"위험|불법|업체|왜|안전한가|허용|보호|(?:탈취|도난|유출|해킹).{0,8}(?:막|방지|예방)",
}
SOMEBODY_ELSE: Words = {
    "en": r"\b(?:attackers?|hackers?|thief|thieves|criminals?|scammers?|burglars?|pirates?|villains?|robots?)\b",
    "de": r"\b(?:hacker\w*|angreifer\w*|diebe?|einbrecher\w*|kriminelle\w*)\b",
    "fr": r"\b(?:pirates?|voleurs?|hackers?|escrocs?)\b",
    "es": r"\b(?:ladron\w*|hackers?|piratas?|delincuentes?)\b",
    "pt": r"\b(?:ladr(?:ao|oes)|hackers?|piratas?|criminosos?)\b",
    "it": r"\b(?:ladr[oi]|hacker|pirat[ai]|criminali?)\b",
    "zh": r"黑客|小偷|骗子|盗贼",
    "ja": r"ハッカー|泥棒|詐欺師|犯罪者",
    "ko": r"해커|도둑|사기꾼|범죄자",
}
"""Who does it in a scene, or in a question about what others do."""
DOUBTFUL = seen(ASKING_ABOUT, SOMEBODY_ELSE)
