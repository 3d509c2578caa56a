"""The address that takes a file's bytes, raw or as multipart. As many bytes as announced, or none."""

from aiohttp import BodyPartReader, web

from bot.sandbox.slack.world import World


async def receive(world: World, request: web.Request) -> web.Response:
    """Take the bytes of one upload."""
    upload = world.uploads.get(request.match_info["secret"])
    if upload is None or upload.filled:
        raise web.HTTPNotFound(text="upload not found")
    file = world.workspace.files[upload.file]
    fault = world.faults.take("upload", file.name)
    if fault is not None:
        return web.Response(status=fault.status, text="upload failed")
    data = await _bytes(request)
    if len(data) != upload.length:
        raise web.HTTPBadRequest(text=f"{len(data)} bytes came, {upload.length} were announced")
    file.data, upload.filled = data, True
    return web.Response(text=f"OK - {len(data)}")


async def _bytes(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    part = await (await request.multipart()).next()
    return bytes(await part.read()) if isinstance(part, BodyPartReader) else b""
