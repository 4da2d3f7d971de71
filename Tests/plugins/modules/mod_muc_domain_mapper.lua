-- Stands in for upstream's mod_muc_domain_mapper: clients call [tenant]room@muc.example.com by another name,
-- room@muc.tenant.example.com.
-- Options: muc_mapper_domain_base, muc_mapper_domain_prefix.

local filters = require "util.filters";
local jid = require "util.jid";

local base = module:get_option_string("muc_mapper_domain_base");
local prefix = module:get_option_string("muc_mapper_domain_prefix", "conference");
local tenants = "^" .. prefix:gsub("%p", "%%%0") .. "%.([^.]+)%." .. base:gsub("%p", "%%%0") .. "$";

local function to_internal(address)
	local node, host, resource = jid.split(address);
	local tenant = host and host:match(tenants);
	if not tenant then return address; end
	return jid.join(node and "[" .. tenant .. "]" .. node, prefix .. "." .. base, resource);
end

local function to_visible(address)
	local node, host, resource = jid.split(address);
	local tenant, name = (node or ""):match("^%[([^%]]+)%](.+)$");
	if not tenant or host ~= prefix .. "." .. base then return address; end
	return jid.join(name, prefix .. "." .. tenant .. "." .. base, resource);
end

local function outwards(stanza)
	if stanza.attr and stanza.attr.from then stanza.attr.from = to_visible(stanza.attr.from); end
	return stanza;
end

local function watch(session) filters.add_filter(session, "stanzas/out", outwards); end
filters.add_filter_hook(watch);
function module.unload() filters.remove_filter_hook(watch); end

local function inwards(event)
	if event.stanza.attr.to then event.stanza.attr.to = to_internal(event.stanza.attr.to); end
end

local function add_host(host)
	for _, kind in ipairs { "message", "presence", "iq" } do
		for _, to in ipairs { "host", "bare", "full" } do module:context(host):hook("pre-" .. kind .. "/" .. to, inwards); end
	end
end
module:hook_global("host-activated", add_host);
for host in pairs(prosody.hosts) do add_host(host); end
