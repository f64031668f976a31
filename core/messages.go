package core

import (
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/wire"
)

// TextMessage is the msgType of a text message, whose meta data holds its text as "content".
// Source: reported by other clients of the gateway (docs/protocol.md §4).
const TextMessage = 0

// GetMessagesParams are the parameters of [Client.GetMessages]. All have a
// default; a session or a user should be named.
//
//pm:pages messages
//pm:call getMessages read GetMessage MessagePage
//pm:zh 获取会话消息
type GetMessagesParams struct {
	// Order is the sort direction; its values are not public (排序方向).
	Order Optional[int64] `wire:"order" default:"1"`
	// Size is how many messages a page holds (返回数量).
	Size Optional[int64] `wire:"size" default:"50"`
	// Flag is the load flag; its values are not public (消息加载标记).
	Flag Optional[int64] `wire:"flag" default:"0"`
	// SessionID is the id of the session (会话 ID).
	SessionID Optional[ID] `wire:"session_id" omit:"null,blank"`
	// LastID is the id of the last message of the previous page (上一页最后一个消息 ID).
	LastID Optional[ID] `wire:"last_id" omit:"null,blank" next:"id"`
	// WnsID is the message id of a push notification (WNS 消息 ID).
	WnsID Optional[ID] `wire:"wns_id" omit:"null,blank"`
	// UserID is the other side's uin (对端用户 UIN).
	UserID Optional[ID] `wire:"user_id" omit:"null,blank"`
	// LocationID is the locally recorded message to open at (本地记录的定位消息 ID).
	LocationID Optional[ID] `wire:"location_id" omit:"null,blank"`
	// UpdateTime is the update time that a send returned (客户端发送更新时间).
	UpdateTime Optional[int64] `wire:"update_time" omit:"null,blank"`
}

// MessagePage is one page of a conversation (会话消息).
type MessagePage struct {
	// HasMore is 1 when there is a further page (是否有更多).
	HasMore int64 `wire:"has_more" unreadable:"fatal"`
	// Messages are the messages of this page (消息).
	Messages []Message `wire:"messages" unreadable:"fatal"`
	// Msg is the gateway's own message about the call (提示信息).
	Msg string `wire:"msg"`
	// Session is the conversation itself, null when the answer has none (会话).
	Session *Session `wire:"session"`
	// Subcode is a further result code; its values are not public (子状态码).
	Subcode int64 `wire:"subcode" unreadable:"fatal"`
	// EndMsgSeq is the sequence of the newest message (最后消息序号).
	EndMsgSeq int64 `wire:"end_msg_seq"`
	// Attach is an attachment to the conversation, as the gateway sent it (附加对象).
	Attach RawObject `wire:"Attach"`
	// PatInterval is how long to wait between two pats (拍一拍间隔).
	PatInterval int64 `wire:"PatInterval"`
	// PatMap holds the pat texts by uin (拍一拍文案).
	PatMap map[string]Pat `wire:"PatMap"`
	// EncryptStar is the encrypted uin of the artist (艺人加密 UIN).
	EncryptStar string `wire:"EncryptStar"`
	// LocationTips is a hint about the message opened at (定位提示).
	LocationTips string `wire:"LocationTips"`
	// NewMsgCnt counts unread messages (未读消息数).
	NewMsgCnt int64 `wire:"NewMsgCnt"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// Pat is one side's pat, a nudge (拍一拍).
type Pat struct {
	// Nick is the display name (昵称).
	Nick string `wire:"Nick"`
	// PatText is the text behind the name (拍一拍文案).
	PatText string `wire:"PatTxt"`
}

// GetMessages fetches one page of a conversation, newest first (获取会话消息).
// [Client.MessagePages] follows the pages.
func (c *Client) GetMessages(ctx context.Context, p GetMessagesParams, o ...CallOption) (*MessagePage, error) {
	return do[MessagePage](ctx, c, &p, o)
}

// SendMessageParams are the parameters of [Client.SendMessage].
//
//pm:call sendMessage write SendMessageAsync SentMessages
//pm:zh 发送私信
type SendMessageParams struct {
	// LastMsgSeq is the sequence of the last message the client knows (最后消息序号).
	LastMsgSeq Optional[int64] `wire:"last_msg_seq" default:"0"`
	// UserID is the other side's uin (对端用户 UIN).
	UserID ID `wire:"user_id"`
	// Entrance says where the sending started; its values are not public (发送入口).
	Entrance Optional[int64] `wire:"entrance" default:"0"`
	// ClientKey is the client's own key of the message; a retry by hand reuses it (客户端消息键).
	ClientKey Optional[string] `wire:"client_key" default:""`
	// MsgType is the kind of message: 0 text, 2, 3, 5 and 6 picture or video (消息类型).
	MsgType int64 `wire:"msg_type"`
	// SessionID is the id of the session (会话 ID).
	SessionID Optional[ID] `wire:"session_id" omit:"null,blank"`
	// LastID is the id of the last message the client knows (最后一个消息 ID).
	LastID Optional[ID] `wire:"last_id" omit:"null,blank"`
	// MetaData is the content: for a text message {"content": text} (消息内容).
	MetaData Optional[RawObject] `wire:"meta_data" omit:"null,blank"`
	// SourceFlag is the source; its values are not public (来源标记).
	SourceFlag Optional[int64] `wire:"source_flag" omit:"null,blank"`
	// MsgID is the original id when a message is sent again (重发时的原消息 ID).
	MsgID Optional[ID] `wire:"msg_id" omit:"null,blank"`
	// UserInput is the raw text that was typed (用户输入原文).
	UserInput Optional[string] `wire:"user_input" omit:"null,blank"`
	// SuperMsgFlag is the super-message flag; null leaves it out (超级私信标记).
	SuperMsgFlag Optional[int64] `wire:"super_msg_flag" default:"0" omit:"null,blank"`
	// StarSend sends through the star super-message call, false by default (艺人超级私信).
	StarSend bool `method:"StarSendSuperMsg"`
}

// SentMessages is the answer to sending (发送结果).
type SentMessages struct {
	// Messages are the messages as the gateway stored them (消息).
	Messages []Message `wire:"messages" unreadable:"fatal"`
	// Session is the conversation they belong to, null when the answer has none (会话).
	Session *Session `wire:"session"`
	// Tips is a hint for the user (提示文本).
	Tips string `wire:"tips"`
	// IdentifyURL is a page where the user has to identify (身份验证地址).
	IdentifyURL string `wire:"identify_url"`
	// Msg is the gateway's own message about the call (提示信息).
	Msg string `wire:"msg"`
	// Reason says why a message was not accepted; its values are not public (原因).
	Reason int64 `wire:"reason" unreadable:"fatal"`
	// EndMsgSeq is the sequence of the newest message (最后消息序号).
	EndMsgSeq int64 `wire:"end_msg_seq"`
	// UpdateTime is when the session changed (更新时间).
	UpdateTime int64 `wire:"update_time"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// SendMessage sends one message (发送私信). It is never sent twice by itself: an
// error whose MaybeSent is true means that the user has to look whether it arrived.
func (c *Client) SendMessage(ctx context.Context, p SendMessageParams, o ...CallOption) (*SentMessages, error) {
	return do[SentMessages](ctx, c, &p, o)
}

// SendText sends a text message to a user (发送文本私信). It is SendMessage with
// [TextMessage] and the text as content; the MsgType and MetaData of p are replaced. Without
// a ClientKey it makes one, 32 random hex digits, so that a message that a network layer repeats is known by its key.
func (c *Client) SendText(ctx context.Context, text string, p SendMessageParams, o ...CallOption) (*SentMessages, error) {
	p.MsgType = TextMessage
	p.MetaData = Set(TextContent(text))
	if p.ClientKey == (Optional[string]{}) {
		key, err := c.NewClientKey()
		if err != nil {
			return nil, named(err, "sendMessage")
		}
		p.ClientKey = Set(key)
	}
	return c.SendMessage(ctx, p, o...)
}

// DeleteMessageParams are the parameters of [Client.DeleteMessage].
//
//pm:call deleteMessage write DeleteMessage WriteResult
//pm:zh 删除单条消息
type DeleteMessageParams struct {
	// SessionID is the id of the session (会话 ID).
	SessionID ID `wire:"session_id"`
	// MsgID is the id of the message (消息 ID).
	MsgID ID `wire:"msg_id"`
	// SuperMsgFlag marks a super-message session (超级私信标记).
	SuperMsgFlag Optional[int64] `wire:"super_msg_flag" default:"0"`
}

// DeleteMessage deletes one message (删除单条消息).
func (c *Client) DeleteMessage(ctx context.Context, p DeleteMessageParams, o ...CallOption) (*WriteResult, error) {
	return do[WriteResult](ctx, c, &p, o)
}

// GetMediaMessageDetailsParams are the parameters of [Client.GetMediaMessageDetails].
//
//pm:call getMediaMessageDetails read GetMsgDetails MediaMessageDetails signed
//pm:zh 获取图片、视频消息详情
type GetMediaMessageDetailsParams struct {
	// SessionID is the id of the session (会话 ID).
	SessionID ID `wire:"SessionID"`
	// MsgIDs are the ids of the messages (消息 ID 列表).
	MsgIDs []ID `wire:"MsgIDs"`
}

// MediaMessageDetails holds picture and video messages with their addresses and sizes (媒体消息详情).
type MediaMessageDetails struct {
	// MsgIDs holds the messages by their id (消息 ID 对应的消息).
	MsgIDs map[string]Message `wire:"MsgIDs" unreadable:"fatal"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// GetMediaMessageDetails fetches what picture and video messages need to be
// shown (获取媒体消息详情). The gateway wants it signed.
func (c *Client) GetMediaMessageDetails(ctx context.Context, p GetMediaMessageDetailsParams, o ...CallOption) (*MediaMessageDetails, error) {
	return do[MediaMessageDetails](ctx, c, &p, o)
}

// TextContent is the meta data of a text message (文本消息内容).
func TextContent(text string) RawObject { return wire.TextContent(text) }

// NewClientKey makes a key of a message, 32 random hex digits. A retry by hand reuses it.
func (c *Client) NewClientKey() (key string, err error) {
	err = guard(func() error {
		key = randomHex(c.host.Random, 32)
		return nil
	})
	return key, err
}
