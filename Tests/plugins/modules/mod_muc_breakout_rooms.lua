-- Stands in for upstream's mod_muc_breakout_rooms: a moderator makes breakout rooms of his room, which are on a host of
-- their own; affiliations there are the room's, and nobody comes there but from it.
-- Options: main_muc, breakout_rooms_muc.

local jid = require "util.jid";
local json = require "util.json";
local st = require "util.stanza";
local uuid = require "util.uuid";

local main_muc = module:get_option_string("main_muc");
local breakout_muc = module:get_option_string("breakout_rooms_muc");
local mains = {};

local function rooms(host) return prosody.hosts[host].modules.muc; end
local function main_of(room) return mains[room.jid] and rooms(main_muc).get_room_from_jid(mains[room.jid]); end

local function on_message(event)
	local session, message = event.origin, event.stanza:get_child("breakout_rooms");
	local name = message and session.jitsi_web_query_room;
	local room = name and rooms(main_muc).get_room_from_jid(name .. "@" .. main_muc);
	local actor = room and room:get_occupant_by_real_jid(event.stanza.attr.from);
	if not actor or actor.role ~= "moderator" or message.attr.type ~= "features/breakout-rooms/add" then return; end
	local breakout = uuid.generate() .. "@" .. breakout_muc;
	room._data.breakout_rooms = room._data.breakout_rooms or {};
	room._data.breakout_rooms[breakout] = message.attr.subject;
	mains[breakout] = room.jid;
	room:set_persistent(true);
	local told = json.encode({ type = "breakout_rooms", rooms = { [jid.node(breakout)] = { jid = breakout } } });
	for _, occupant in room:each_occupant() do
		module:send(st.message({ from = breakout_muc, to = occupant.jid })
			:tag("json-message", { xmlns = "http://jitsi.org/jitmeet" }):text(told));
	end
	return true;
end

local function watch()
	local muc = module:context(breakout_muc);
	muc:hook("message/host", on_message);
	muc:hook("muc-room-pre-create", function (event) return not main_of(event.room) or nil; end);
	muc:hook("muc-occupant-pre-join", function (event)
		local main = main_of(event.room);
		if jid.node(event.stanza.attr.from) == "focus" or event.origin.was_in == main.jid then return; end
		event.origin.send(st.error_reply(event.stanza, "cancel", "not-allowed"));
		return true;
	end);
	rooms(breakout_muc).room_mt.get_affiliation = function (room, address)
		local main = main_of(room);
		return main and main:get_affiliation(address) or "none";
	end;
	module:context(main_muc):hook("muc-occupant-joined", function (event) event.origin.was_in = event.room.jid; end);
end

local function try()
	if prosody.hosts[breakout_muc] and rooms(breakout_muc) and prosody.hosts[main_muc] then watch(); return true; end
end
if not try() then
	local done = false;
	module:hook_global("host-activated", function () done = done or try(); end, -100);
end
