"""Block Kit as tables: every block and element that the sandbox draws, with Slack's limits.

Source: docs.slack.dev/reference/block-kit. A type that is not here is refused.
"""

from bot.sandbox.slack.blockkit.checks import (
    Check,
    Shape,
    action_id,
    anything,
    block_id,
    either,
    flag,
    items,
    number,
    one_of,
    plain,
    record,
    slack_file,
    string,
    text,
    typed,
)

ACTION_ID = {"action_id": action_id}
STYLE = one_of("primary", "danger")

CONFIRM = record(
    Shape({"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)}, {"style": STYLE})
)
OPTION = record(Shape({"text": text(75), "value": string(150)}, {"description": text(75), "url": string(3000)}))
OPTION_GROUP = record(Shape({"label": plain(75), "options": items(OPTION, 100)}))
DISPATCH = record(Shape(optional={"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)}))
FILTER = record(
    Shape(optional={"include": anything, "exclude_bot_users": flag, "exclude_external_shared_channels": flag})
)
FEEDBACK = record(Shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)}))

_FOCUS: dict[str, Check] = {"focus_on_load": flag, "placeholder": plain(150)}
_TYPED: dict[str, Check] = {
    **ACTION_ID,
    **_FOCUS,
    "initial_value": string(3000),
    "dispatch_action_config": DISPATCH,
}
_OPTIONS: dict[str, Check] = {"options": items(OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
_PICK: dict[str, Check] = {**ACTION_ID, **_FOCUS, "confirm": CONFIRM}
_LENGTHS: dict[str, Check] = {"min_length": number(3000), "max_length": number(3000, 1)}

ELEMENTS: dict[str, Shape] = {
    "button": Shape(
        {"text": plain(75)},
        {
            **ACTION_ID,
            "value": string(2000),
            "url": string(3000),
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "icon_button": Shape(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **ACTION_ID,
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": items(string(255), 100),
        },
    ),
    "feedback_buttons": Shape({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, ACTION_ID),
    "image": Shape(
        {"alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": slack_file},
        one_of=("image_url", "slack_file"),
    ),
    "overflow": Shape({"options": items(OPTION, 5)}, {**ACTION_ID, "confirm": CONFIRM}),
    "static_select": Shape(
        optional={**_PICK, **_OPTIONS, "initial_option": OPTION}, one_of=("options", "option_groups")
    ),
    "multi_static_select": Shape(
        optional={**_PICK, **_OPTIONS, "initial_options": items(OPTION, 100), "max_selected_items": number(100, 1)},
        one_of=("options", "option_groups"),
    ),
    "radio_buttons": Shape(
        {"options": items(OPTION, 10)},
        {**ACTION_ID, "initial_option": OPTION, "confirm": CONFIRM, "focus_on_load": flag},
    ),
    "checkboxes": Shape(
        {"options": items(OPTION, 10)},
        {**ACTION_ID, "initial_options": items(OPTION, 10), "confirm": CONFIRM, "focus_on_load": flag},
    ),
    "users_select": Shape(optional={**_PICK, "initial_user": string(255)}),
    "multi_users_select": Shape(
        optional={**_PICK, "initial_users": items(string(255), 100), "max_selected_items": number(100, 1)}
    ),
    "channels_select": Shape(optional={**_PICK, "initial_channel": string(255), "response_url_enabled": flag}),
    "conversations_select": Shape(
        optional={
            **_PICK,
            "initial_conversation": string(255),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
        }
    ),
    "datepicker": Shape(optional={**_PICK, "initial_date": string(10)}),
    "plain_text_input": Shape(optional={**_TYPED, **_LENGTHS, "multiline": flag}),
    "number_input": Shape({"is_decimal_allowed": flag}, {**_TYPED, "min_value": string(255), "max_value": string(255)}),
    "email_text_input": Shape(optional=_TYPED),
    "url_text_input": Shape(optional=_TYPED),
    "file_input": Shape(optional={**ACTION_ID, "filetypes": items(string(20), 50), "max_files": number(10, 1)}),
}

IN_SECTIONS = (
    "button",
    "image",
    "overflow",
    "static_select",
    "multi_static_select",
    "radio_buttons",
    "checkboxes",
    "users_select",
    "multi_users_select",
    "channels_select",
    "conversations_select",
    "datepicker",
)
IN_ACTIONS = tuple(sorted({*IN_SECTIONS} - {"image"}))
IN_INPUTS = tuple(
    sorted(
        {*IN_ACTIONS, "plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input"}
        - {"button", "overflow"}
    )
)

IMAGE_OR_TEXT = either(lambda value: value.get("type") == "image", typed(ELEMENTS, "image"), text(2000))
COLUMN = record(Shape(optional={"align": one_of("left", "center", "right"), "is_wrapped": flag}))

# Rich text is checked as far as its outer shape: people's clients write it, not the bot.
RICH_PARTS = {
    kind: Shape(
        {"elements": items(anything, 1000, 0)},
        {"border": number(1), "indent": number(8), "offset": number(1000), "style": anything},
    )
    for kind in ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
}
RICH_TEXT = {"elements": items(typed(RICH_PARTS), 100)}
RAW_TEXT = Shape({"text": string(10_000)})
CELLS: dict[str, Shape] = {"raw_text": RAW_TEXT, "rich_text": Shape(RICH_TEXT, {"block_id": string(255)})}

NAMED = {"block_id": block_id}

BLOCKS: dict[str, Shape] = {
    "section": Shape(
        optional={
            **NAMED,
            "text": text(3000),
            "fields": items(text(2000), 10),
            "accessory": typed(ELEMENTS, *IN_SECTIONS),
            "expand": flag,
        },
        one_of=("text", "fields"),
    ),
    "header": Shape({"text": plain(150)}, NAMED),
    "divider": Shape(optional=NAMED),
    "image": Shape(
        {"alt_text": string(2000)},
        {**NAMED, "image_url": string(3000), "slack_file": slack_file, "title": plain(2000)},
        one_of=("image_url", "slack_file"),
    ),
    "context": Shape({"elements": items(IMAGE_OR_TEXT, 10)}, NAMED),
    "actions": Shape({"elements": items(typed(ELEMENTS, *IN_ACTIONS), 25)}, NAMED),
    "context_actions": Shape({"elements": items(typed(ELEMENTS, "feedback_buttons", "icon_button"), 5)}, NAMED),
    "rich_text": Shape(RICH_TEXT, NAMED),
    "markdown": Shape({"text": string(12_000)}, NAMED),
    "table": Shape({"rows": items(items(typed(CELLS), 20), 100)}, {**NAMED, "column_settings": items(COLUMN, 20)}),
    "input": Shape(
        {"label": plain(2000), "element": typed(ELEMENTS, *IN_INPUTS)},
        {**NAMED, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
}

IN_MESSAGES = tuple(sorted(BLOCKS.keys() - {"input"}))
IN_VIEWS = tuple(sorted(BLOCKS.keys() - {"context_actions", "markdown", "table"}))

_VIEW: dict[str, Check] = {
    "blocks": items(typed(BLOCKS, *IN_VIEWS), 100, 0),
}
_VIEW_EXTRAS: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
VIEWS: dict[str, Shape] = {
    "modal": Shape(
        {**_VIEW, "title": plain(24)},
        {
            **_VIEW_EXTRAS,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    "home": Shape(_VIEW, _VIEW_EXTRAS),
}
