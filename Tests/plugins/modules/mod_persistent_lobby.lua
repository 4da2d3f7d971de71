-- Stands in for upstream's mod_persistent_lobby: a room whose lobby a module asked for outlives its last occupant
-- as long as somebody waits in the lobby.
-- Options: main_muc, lobby_muc.

local main_muc, lobby_muc = module:get_option_string("main_muc"), module:get_option_string("lobby_muc");

local function room(host, jid)
	return jid and prosody.hosts[host].modules.muc.get_room_from_jid(jid);
end

module:hook_global("create-persistent-lobby-room", function (event)
	prosody.events.fire_event("create-lobby-room", event);
	event.room._data.persist_lobby = true;
	event.room:set_persistent(true);
end);

local function end_if_empty(main)
	if not main or not main._data.persist_lobby or main.destroying or main:has_occupant() then return; end
	local lobby = room(lobby_muc, main._data.lobbyroom);
	if lobby and lobby:has_occupant() then return; end
	main:set_persistent(false);
	main:destroy(nil, "Main room and lobby are empty.");
end

local function watch(host, main_of)
	local function hook()
		module:context(host):hook("muc-occupant-left", function (event) end_if_empty(main_of(event.room)); end);
	end
	if prosody.hosts[host] then hook(); end
	module:hook_global("host-activated", function (activated) if activated == host then hook(); end end);
end
watch(main_muc, function (main) return main; end);
watch(lobby_muc, function (lobby) return room(main_muc, lobby.main_room_jid); end);
