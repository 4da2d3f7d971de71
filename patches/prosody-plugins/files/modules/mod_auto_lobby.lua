-- Gives a conference a lobby as soon as somebody comes whose token has the flag autoLobby.
--
-- While that lobby is on: moderators enter; who has a token without autoLobby enters as a member; everybody else waits
-- until a moderator lets him in. A lobby that a moderator has switched on by hand lets nobody pass who would not pass
-- anyway, and one that a moderator has switched off is not made again in that conference.
-- Without mod_muc_lobby_rooms there is a warning, and everybody enters.
--
-- Options: none.
-- Enable it on the main host: XMPP_MODULES, and there upstream's muc_lobby_rooms (ENABLE_LOBBY) and persistent_lobby;
-- without the latter a lobby ends when jicofo leaves, though people wait in it. It needs mod_confomeet_context.

local lib = module:require "confomeet";

lib.on_muc(function (muc)
	local state_of = lib.states(muc);

	-- The room's lobby is nil as long as we had no reason to make one, then "ours", "off", or "impossible".
	local function refresh(room)
		local state = state_of(room);
		if state.lobby == "ours" and not room._data.lobbyroom then state.lobby = "off"; end
		return state;
	end

	muc:hook("muc-occupant-pre-join", lib.guard(function (event)
		local room, occupant = event.room, event.occupant;
		if lib.is_service_room(room) then return; end
		local state = refresh(room);
		if lib.is_exempt(occupant.bare_jid) then
			if state.lobby == "ours" then lib.admit(room, occupant); end
			return;
		end

		local session = lib.joining(event);
		local context = lib.context(session);
		if context.autoLobby and not state.lobby and not room._data.lobbyroom then
			if lib.create_lobby(room) then
				state.lobby = "ours";
			else
				state.lobby = "impossible";
				module:log("warn", "%s has no lobby, though somebody's token asks for one", room.jid);
			end
		end
		if state.lobby ~= "ours" or not (session and session.confomeet_context) then return; end
		-- Somebody whom a moderator has sent back waits, whatever his token says.
		if context.moderator or not (context.autoLobby or lib.was_sent_back(room, occupant.bare_jid, context)) then
			lib.admit(room, occupant);
		end
	end), 3);

	-- A moderator submits the room's settings; upstream's lobby hears of it at 0.
	muc:hook("muc-config-submitted", lib.guard(function (event)
		state_of(event.room).had_lobby = event.room._data.lobbyroom ~= nil;
	end), 1);
	muc:hook("muc-config-submitted", lib.guard(function (event)
		local state = state_of(event.room);
		if state.had_lobby and not event.room._data.lobbyroom then state.lobby = "off"; end
	end), -1);
	module:hook_global("destroy-lobby-room", lib.guard(function (event)
		if type(event) == "table" and event.room then refresh(event.room); end
	end), -1);
end);
