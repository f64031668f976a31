package core

// The models of docs/protocol.md §5. A field's tags are its only declaration: wire is
// its spelling in the gateway's answer, default what it is when the answer
// leaves it out ("" and 0 otherwise). Its public camelCase name follows from the
// Go name; decoder, encoder and TypeScript declarations are generated.

// RawObject is a JSON object kept as the gateway sent it, with the gateway's own
// names and in its own order. An empty RawObject stands for {}.
type RawObject []byte

// MarshalJSON returns the object as it is.
func (r RawObject) MarshalJSON() ([]byte, error) {
	if len(r) == 0 {
		return []byte("{}"), nil
	}
	return r, nil
}

// UnmarshalJSON keeps a copy of the object.
func (r *RawObject) UnmarshalJSON(text []byte) error {
	*r = append((*r)[:0], text...)
	return nil
}

// User is a person or an official account (用户).
type User struct {
	// Avatar is the address of the profile picture (头像).
	Avatar string `wire:"avatar"`
	// EncryptUin is the encrypted form of the account number (加密 UIN).
	EncryptUin string `wire:"encrypt_uin"`
	// Uin is the account number, up to 19 digits (用户 UIN).
	Uin string `wire:"uin"`
	// IdentityPic is the address of the identity badge's picture (身份标识图片).
	IdentityPic string `wire:"identity_pic"`
	// Nick is the display name, written by that person (昵称).
	Nick string `wire:"nick"`
	// Identity is the kind of identity; its values are not public (身份类型).
	Identity int64 `wire:"identity" default:"-1"`
	// Type is the kind of account; its values are not public (用户类型).
	Type int64 `wire:"type" default:"-1"`
	// IsConcern is non-zero when the account follows this user (是否关注).
	IsConcern int64 `wire:"is_concern"`
}

// MetaData is what a message shows (消息内容).
type MetaData struct {
	// Title is the title of a card (标题).
	Title string `wire:"title"`
	// Content is the text of the message (文本内容).
	Content string `wire:"content"`
	// Pic is the address of a picture (图片地址).
	Pic string `wire:"pic"`
	// BizID is the id of the song, album or other thing shared (业务 ID).
	BizID string `wire:"biz_id"`
	// BizType is the kind of thing shared; its values are not public (业务类型).
	BizType int64 `wire:"biz_type"`
	// URL is the address that the message links to (跳转地址).
	URL string `wire:"url"`
	// Width is the width of the picture or video in pixels (宽度).
	Width int64 `wire:"width"`
	// Height is the height of the picture or video in pixels (高度).
	Height int64 `wire:"height"`
	// Duration is the length of the video; its unit is not public (时长).
	Duration int64 `wire:"Duration"`
	// Size is the size of the picture or video in bytes (大小).
	Size int64 `wire:"Size"`
}

// Message is one message of a conversation (私信消息).
type Message struct {
	// ID is the id of the message within its session (消息 ID).
	ID string `wire:"id" unreadable:"drop"`
	// MetaData is the content of the message, null when the answer has none (消息内容).
	MetaData *MetaData `wire:"meta_data"`
	// ClientKey is the key the sending client gave the message (客户端消息键).
	ClientKey string `wire:"client_key"`
	// FromUser is the sender, null when the answer has none (发送者).
	FromUser *User `wire:"from_user"`
	// Time is when the message was sent, in Unix seconds (发送时间).
	Time int64 `wire:"time"`
	// State is the state of the message; its values are not public (消息状态).
	State int64 `wire:"state"`
	// Result is the result of sending it; its values are not public (发送结果).
	Result int64 `wire:"result"`
	// Tips is a hint shown with the message (提示文本).
	Tips string `wire:"tips"`
	// Sequence is the number of the message in its session (消息序号).
	Sequence int64 `wire:"sequence"`
	// ShowType is how the message is shown; its values are not public (展示类型).
	ShowType int64 `wire:"show_type"`
	// MsgType is the kind of message: 0 text, 2, 3, 5 and 6 picture or video (消息类型).
	MsgType int64 `wire:"msg_type"`
	// Confirm is the state of a card's confirm action (卡片确认状态).
	Confirm int64 `wire:"confirm"`
	// SortTime is what messages are sorted by (排序时间).
	SortTime int64 `wire:"sort_time"`
	// ComplainTip is the text of the complaint link (举报提示).
	ComplainTip string `wire:"complainTip"`
	// ComplainURL is the address of the complaint page (举报地址).
	ComplainURL string `wire:"complainUrl"`
}

// TailTag is a tag behind a session's name (会话尾部标签).
//
//pm:whole
type TailTag struct {
	// Data is the tag as the gateway sent it (原始标签对象).
	Data RawObject
}

// Session is one conversation in the list of conversations (私信会话).
type Session struct {
	// SessionID is the id of the session (会话 ID).
	SessionID string `wire:"session_id" unreadable:"drop"`
	// User is the other side, null when the answer has none (对端用户).
	User *User `wire:"user"`
	// NewMsg is the last message, null when there is none (最新消息).
	NewMsg *Message `wire:"new_msg"`
	// NewMsgCnt counts unread messages (未读消息数).
	NewMsgCnt int64 `wire:"new_msg_cnt"`
	// SortTime is what sessions are sorted by (排序时间).
	SortTime int64 `wire:"sort_time"`
	// URL is the address the session links to (跳转地址).
	URL string `wire:"url"`
	// CreateTime is when the session began, in Unix seconds (创建时间).
	CreateTime int64 `wire:"create_time"`
	// From is where the session comes from; its values are not public (会话来源).
	From int64 `wire:"from"`
	// SmStarVirtualUin is the virtual uin of a super-message artist (超级私信艺人虚拟 UIN).
	SmStarVirtualUin string `wire:"SmStarVirtaulUin"`
	// Auth is the certification of the other side (认证信息).
	Auth string `wire:"Auth"`
	// Ext is further information (扩展信息).
	Ext map[string]string `wire:"Ext"`
	// TailTags are the tags behind the name (尾部标签).
	TailTags []TailTag `wire:"TailTags"`
}
