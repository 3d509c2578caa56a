"""Answering who spent what: admins are told of everybody, members of themselves; pictures and files go to the asker alone."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import people, usage_request, usage_words
from bot.domain.answers import Answer, Sentence, UsageAnswer
from bot.domain.errors import PersonError, ProviderError
from bot.domain.message import CommandCall
from bot.domain.policy import Policy
from bot.domain.usage import OTHERS, UNATTRIBUTED, By, Filters, Usage
from bot.domain.usage_request import Form, UsageRequest
from bot.ports import Charts, Directory, PrivateFile, Reception
from bot.services.usage import Question, UsageReports

NOT_YOURS = "Only admins can see what others spent. Yours: /image-usage"
NOBODY = "There is nobody here by that name."
SENT = "It is in your direct messages with me."
NOTHING = "Nothing was spent in that time, so there is nothing to draw."
ROWS, BARS, FILE_ROWS, NAMED = 10, 15, 1000, 40


class Accounts:
    """Reads the books for whoever asks."""

    def __init__(
        self, reports: UsageReports, directory: Directory, charts: Charts, reception: Reception, policy: Policy
    ) -> None:
        self._reports, self._directory, self._charts = reports, directory, charts
        self._reception, self._policy = reception, policy

    async def answer(self, call: CommandCall) -> Answer:
        """Return the answer to `/image-usage`; a chart or a file is sent on the way."""
        try:
            request = usage_request.parse(call.marked)
            admin = people.is_admin(await self._directory.person(call.user), self._policy)
            filters, by = await self._bounds(call, request, admin=admin)
            return await self._in_form(call, replace(request, by=by), filters, everybody=admin and not request.person)
        except PersonError as error:
            return Sentence(error.sentence)

    async def _bounds(self, call: CommandCall, request: UsageRequest, *, admin: bool) -> tuple[Filters, By]:
        """Return what the report is confined to; raises PersonError where that is none of the asker's business."""
        if request.person and request.person != call.user:
            if not admin:
                raise PersonError("not_yours", NOT_YOURS)
            await self._known(request.person)
        actor = request.person or (None if admin else call.user)
        default = By.USER if actor is None else By.CHANNEL if request.channel is None else By.DAY
        return Filters(call.team, actor, request.channel), request.by or default

    async def _known(self, person: str) -> None:
        try:
            await self._directory.person(person)
        except ProviderError as error:
            raise PersonError("nobody", NOBODY) from error

    async def _in_form(self, call: CommandCall, request: UsageRequest, filters: Filters, *, everybody: bool) -> Answer:
        most = {Form.TABLE: ROWS, Form.CHART: BARS, Form.CSV: FILE_ROWS}[request.form]
        by = request.by or By.USER
        top = None if by is By.DAY and request.form is not Form.TABLE else most
        usage = await self._reports.report(Question(request.period, by, filters, top))
        if request.form is Form.TABLE:
            return UsageAnswer(usage, request, everybody)
        if not usage.rows:
            return Sentence(NOTHING)
        file = await self._file(usage, request.form)
        await self._reception.send(call.user, file)
        return Sentence(SENT)

    async def _file(self, usage: Usage, form: Form) -> PrivateFile:
        names = await self._names(usage)
        stem = f"usage-{usage.span.first_day}-{usage.span.last_day}-by-{usage.by.value}"
        if form is Form.CSV:
            return PrivateFile(f"{stem}.csv", usage_words.headline(usage), usage_words.table(usage, names).encode())
        chart = usage_words.chart(usage, names)
        return PrivateFile(f"{stem}.png", chart.alt_text, await self._charts.draw(chart))

    async def _names(self, usage: Usage) -> Mapping[str, str]:
        """Return what people and channels are called, as far as that is quickly known."""
        keys = [row.key for row in usage.rows if row.key not in {OTHERS, UNATTRIBUTED}][:NAMED]
        if usage.by is By.USER:
            return {key: await self._name(key) for key in keys}
        if usage.by is By.CHANNEL:
            return {key: await self._directory.channel(key) for key in keys}
        return {}

    async def _name(self, person: str) -> str:
        try:
            return (await self._directory.person(person)).name
        except ProviderError:
            return person
