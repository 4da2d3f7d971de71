-- Stands in for upstream's mod_muc_lobby_rooms: the same events and stanzas, as far as ConfOMeet's modules see them.
-- Options: main_muc, lobby_muc, muc_lobby_whitelist.

local jid = require "util.jid";
local st = require "util.stanza";

local main_muc, lobby_muc = module:get_option_string("main_muc"), module:get_option_string("lobby_muc");
local whitelist = module:get_option_set("muc_lobby_whitelist", {});

local function rooms(host) return prosody.hosts[host].modules.muc; end

local function attach(room)
	local lobby_jid = jid.node(room.jid) .. "@" .. lobby_muc;
	if rooms(lobby_muc).get_room_from_jid(lobby_jid) then return; end
	rooms(lobby_muc).create_room(lobby_jid);
	local lobby = rooms(lobby_muc).get_room_from_jid(lobby_jid);
	lobby:set_persistent(true);
	lobby.main_room_jid = room.jid;
	room._data.lobbyroom = lobby_jid;
	module:log("info", "Lobby made for %s", room.jid);
end

local function destroy(room)
	local lobby = room._data.lobbyroom and rooms(lobby_muc).get_room_from_jid(room._data.lobbyroom);
	if lobby then
		lobby:set_persistent(false);
		lobby:destroy(nil, "Lobby room closed.");
	end
	room._data.lobbyroom = nil;
end

module:hook_global("create-lobby-room", function (event)
	for _, occupant in event.room:each_occupant() do
		if (event.room:get_affiliation(occupant.bare_jid) or "none") == "none" then
			event.room:set_affiliation(true, occupant.bare_jid, "member");
		end
	end
	event.room:set_members_only(true);
	attach(event.room);
end);
module:hook_global("destroy-lobby-room", function (event) destroy(event.room); end);

local function watch(muc)
	muc:hook("muc-config-submitted", function (event)
		if jid.node(event.actor) == "focus" then return; end
		if event.fields["muc#roomconfig_membersonly"] then attach(event.room); else destroy(event.room); end
	end);
	muc:hook("muc-room-destroyed", function (event) destroy(event.room); end, 1);
	muc:hook("muc-occupant-pre-join", function (event)
		local room, stanza = event.room, event.stanza;
		if not room:get_members_only() or not room._data.lobbyroom or jid.node(stanza.attr.from) == "focus" then return; end
		local affiliation = room:get_affiliation(stanza.attr.from) or "none";
		if affiliation ~= "none" then return; end
		if whitelist:contains(jid.host(stanza.attr.from)) then
			room:set_affiliation(true, jid.bare(stanza.attr.from), "member");
			event.occupant.role = "participant";
			return;
		end
		event.origin.send(st.error_reply(stanza, "auth", "registration-required")
			:tag("lobbyroom", { xmlns = "http://jitsi.org/jitmeet" }):text(room._data.lobbyroom):up());
		return true;
	end, -4);
end

if prosody.hosts[main_muc] then
	watch(module:context(main_muc));
else
	module:hook_global("host-activated", function (host)
		if host == main_muc then watch(module:context(host)); end
	end);
end
