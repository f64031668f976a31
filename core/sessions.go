package core

import "qqmusicpm/internal/small/context"

// GetSessionsParams are the parameters of [Client.GetSessions]. All have a default.
//
//pm:pages sessions
//pm:call getSessions read GetSessionList SessionPage
//pm:zh 获取私信会话列表
type GetSessionsParams struct {
	// LastID is the id of the last session of the previous page (上一页最后一个会话 ID).
	LastID Optional[ID] `wire:"last_id" default:"" next:"session_id"`
	// Order is the sort direction; its values are not public (排序方向).
	Order Optional[int64] `wire:"order" default:"1"`
	// Size is how many sessions a page holds (返回数量).
	Size Optional[int64] `wire:"size" default:"20"`
	// LastTime is the sort time of the last session of the previous page (上一页最后一个会话的排序时间).
	LastTime Optional[int64] `wire:"last_time" default:"0" next:"sort_time"`
	// From is the source of the sessions; its values are not public (会话来源).
	From Optional[int64] `wire:"from" default:"0"`
	// FansFlag picks fans' or super messages; it is left out when null, or when an artist is named (粉丝或超级私信标记).
	FansFlag Optional[int64] `wire:"FansFlag" default:"1" omit:"null" unless:"EncryptFromUin"`
	// EncryptFromUin is the encrypted uin of a super-message artist (超级私信艺人加密 UIN).
	EncryptFromUin Optional[ID] `wire:"EncryptFromUin" omit:"null,blank"`
}

// SessionPage is one page of the list of conversations (会话列表).
type SessionPage struct {
	// HasMore is 1 when there is a further page (是否有更多).
	HasMore int64 `wire:"has_more" unreadable:"fatal"`
	// Msg is the gateway's own message about the call (提示信息).
	Msg string `wire:"msg"`
	// NewMsgCnt counts unread messages (未读消息数).
	NewMsgCnt int64 `wire:"new_msg_cnt"`
	// Sessions are the sessions of this page (会话).
	Sessions []Session `wire:"sessions" unreadable:"fatal"`
	// Subcode is a further result code; its values are not public (子状态码).
	Subcode int64 `wire:"subcode" unreadable:"fatal"`
	// SettingGuide says whether to point the user to the settings (设置引导).
	SettingGuide int64 `wire:"setting_guide"`
	// State is the state of the list; its values are not public (列表状态).
	State int64 `wire:"state"`
	// Extra is further information (附加信息).
	Extra map[string]string `wire:"extra"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// GetSessions fetches one page of the list of conversations, newest first
// (获取私信会话列表). [Client.SessionPages] follows the pages.
func (c *Client) GetSessions(ctx context.Context, p GetSessionsParams, o ...CallOption) (*SessionPage, error) {
	return do[SessionPage](ctx, c, &p, o)
}

// DeleteSessionParams are the parameters of [Client.DeleteSession].
//
//pm:call deleteSession write DeleteSession WriteResult
//pm:zh 删除私信会话
type DeleteSessionParams struct {
	// SessionID is the id of the session (会话 ID).
	SessionID ID `wire:"session_id"`
	// SuperMsgFlag marks a super-message session (超级私信标记).
	SuperMsgFlag Optional[int64] `wire:"super_msg_flag" default:"0"`
}

// WriteResult is the answer of the calls that change something without returning what they changed (写操作结果).
type WriteResult struct {
	// Msg is the gateway's own message about the call (提示信息).
	Msg string `wire:"msg"`
	// Subcode is a further result code; its values are not public (子状态码).
	Subcode int64 `wire:"subcode" unreadable:"fatal"`
	// Tips is a hint for the user (提示文本).
	Tips string `wire:"tips"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// DeleteSession deletes a conversation from the list (删除私信会话).
func (c *Client) DeleteSession(ctx context.Context, p DeleteSessionParams, o ...CallOption) (*WriteResult, error) {
	return do[WriteResult](ctx, c, &p, o)
}

// ClearSessionParams are the parameters of [Client.ClearSession].
//
//pm:call clearSession write ClearSession WriteResult
//pm:zh 清空会话消息
type ClearSessionParams struct {
	// SessionID is the id of the session (会话 ID).
	SessionID ID `wire:"session_id"`
	// SuperMsgFlag marks a super-message session (超级私信标记).
	SuperMsgFlag Optional[int64] `wire:"super_msg_flag" default:"0"`
}

// ClearSession deletes every message of a conversation (清空会话消息). It cannot be undone: ask the user first.
func (c *Client) ClearSession(ctx context.Context, p ClearSessionParams, o ...CallOption) (*WriteResult, error) {
	return do[WriteResult](ctx, c, &p, o)
}

// MarkAllMessagesReadParams are the parameters of [Client.MarkAllMessagesRead].
//
//pm:call markAllMessagesRead write SetAllMsgMardRead WriteResult
//pm:zh 将全部私信标记为已读
type MarkAllMessagesReadParams struct {
	// CmdFlag is the command: 1 marks every session read (命令标记).
	CmdFlag int64 `wire:"CmdFlag"`
	// EncryptUin is an encrypted uin; it does not narrow the command (加密 UIN).
	EncryptUin ID `wire:"EncryptUin"`
}

// MarkAllMessagesRead marks the messages of every conversation read
// (全部标记已读): the encrypted uin does not narrow it to one. Ask the user first.
func (c *Client) MarkAllMessagesRead(ctx context.Context, p MarkAllMessagesReadParams, o ...CallOption) (*WriteResult, error) {
	return do[WriteResult](ctx, c, &p, o)
}
