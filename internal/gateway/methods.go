package gateway

import "time"

type methodName struct{ module, method string }

const (
	moduleRead    = "music.privateMsg.PrivateMsgRead"
	moduleWrite   = "music.privateMsg.PrivateMsgWrite"
	moduleCard    = "music.privateMsg.MusicianMsgCardSvr"
	moduleBadge   = "music.dazi.DzEntrySrv"
	moduleSession = "music.getSession.session"

	methodSession = "GetSession"
)

// method is how one call of the gateway is checked and carried out.
type method struct {
	fields    []field
	unsigned  int64 // the code of an unsigned call, 0 when no signature is wanted
	anonymous bool  // GetSession: no login is wanted
	run       func(*account, params, time.Time) (any, *refusal)
}

var sendFields = []field{
	{"last_msg_seq", integer, always},
	{"user_id", text, always},
	{"entrance", integer, always},
	{"client_key", text, always},
	{"msg_type", integer, always},
	{"session_id", text, nonEmpty},
	{"last_id", text, nonEmpty},
	{"meta_data", object, optional},
	{"source_flag", integer, optional},
	{"msg_id", text, nonEmpty},
	{"user_input", text, nonEmpty},
	{"super_msg_flag", integer, optional},
}

// methods are all calls with their keys, spelled as on the wire (docs/protocol.md §4).
var methods = map[methodName]method{
	{moduleSession, methodSession}: {anonymous: true, fields: []field{
		{"uid", text, always},
		{"vkey", integer, always},
		{"caller", integer, always},
	}},
	{moduleRead, "GetSessionList"}: {run: (*account).getSessionList, fields: []field{
		{"last_id", text, always},
		{"order", integer, always},
		{"size", integer, always},
		{"last_time", integer, always},
		{"from", integer, always},
		{"EncryptFromUin", text, nonEmpty},
		{"FansFlag", integer, optional},
	}},
	{moduleWrite, "DeleteSession"}: {run: (*account).deleteSession, fields: []field{
		{"session_id", text, always},
		{"super_msg_flag", integer, always},
	}},
	{moduleRead, "GetMessage"}: {run: (*account).getMessage, fields: []field{
		{"order", integer, always},
		{"size", integer, always},
		{"flag", integer, always},
		{"session_id", text, nonEmpty},
		{"last_id", text, nonEmpty},
		{"wns_id", text, nonEmpty},
		{"user_id", text, nonEmpty},
		{"location_id", text, nonEmpty},
		{"update_time", integer, optional},
	}},
	{moduleWrite, "SendMessageAsync"}: {run: (*account).sendMessage, fields: sendFields},
	{moduleWrite, "StarSendSuperMsg"}: {run: (*account).starSendMessage, fields: sendFields},
	{moduleWrite, "DeleteMessage"}: {run: (*account).deleteMessage, fields: []field{
		{"session_id", text, always},
		{"msg_id", text, always},
		{"super_msg_flag", integer, always},
	}},
	{moduleWrite, "ClearSession"}: {run: (*account).clearSession, fields: []field{
		{"session_id", text, always},
		{"super_msg_flag", integer, always},
	}},
	{moduleWrite, "SetConfig"}: {run: (*account).setConfig, fields: []field{
		{"config_type", integer, always},
		{"config_value_str", text, always},
		{"config_value", integer, optional},
	}},
	{moduleRead, "GetConfig"}: {run: (*account).getConfig, fields: []field{
		{"config_type", integer, always},
		{"config_value_str", text, always},
	}},
	{moduleCard, "GetMusicianCard"}: {run: (*account).getMusicianCard, fields: []field{
		{"EncUin", text, always},
	}},
	{moduleWrite, "ActCardMsgCallBack"}: {run: (*account).actCard, fields: []field{
		{"target_user_id", text, always},
		{"msg_type", integer, always},
		{"confirm", integer, always},
		{"msg_id", text, always},
		{"ext", object, nonEmpty},
	}},
	{moduleRead, "GetEntries"}: {run: (*account).getEntries, fields: []field{
		{"Scence", integerList, always},
		{"FromUserType", integer, optional},
		{"UserID", text, optional},
		{"Ext", object, optional},
	}},
	{moduleRead, "GetMsgDetails"}: {run: (*account).getMsgDetails, unsigned: codeSignature, fields: []field{
		{"SessionID", text, always},
		{"MsgIDs", textList, always},
	}},
	{moduleWrite, "SetAllMsgMardRead"}: {run: (*account).markAllRead, fields: []field{
		{"CmdFlag", integer, always},
		{"EncryptUin", text, always},
	}},
	{moduleRead, "GetSafetyHint"}: {run: (*account).getSafetyHint, fields: []field{
		{"encUin", text, always},
		{"close", integer, always},
	}},
	{moduleBadge, "GetFriendFloatingIcon"}: {run: (*account).getBadge, unsigned: codeBadgeUnsigned, fields: []field{
		{"TargetEncuin", text, always},
	}},
}
