package core

import "qqmusicpm/internal/small/context"

// GetChatEntriesParams are the parameters of [Client.GetChatEntries].
//
//pm:call getChatEntries read GetEntries ChatEntries
//pm:zh 获取聊天入口
type GetChatEntriesParams struct {
	// Scenes are the places asked for; clients use 1 and 2 (场景列表).
	Scenes []int64 `wire:"Scence"`
	// FromUserType is the kind of account that asks; its values are not public (来源用户类型).
	FromUserType Optional[int64] `wire:"FromUserType" omit:"null"`
	// UserID is the other side's uin (对端用户 UIN).
	UserID Optional[ID] `wire:"UserID" omit:"null"`
	// Ext is further information (扩展信息).
	Ext Optional[RawObject] `wire:"Ext" omit:"null"`
}

// ChatEntries are the buttons a conversation offers (聊天入口).
type ChatEntries struct {
	// RetCode is a further result code; its values are not public (返回码).
	RetCode int64 `wire:"RetCode" unreadable:"fatal"`
	// RetMsg is the gateway's own message about the call (返回信息).
	RetMsg string `wire:"RetMsg"`
	// Entries holds the entries by scene (各场景的入口).
	Entries map[int64][]Entry `wire:"Entries" unreadable:"fatal"`
	// CanBeDazi says whether the two can become companions, null when unknown (能否成为搭子).
	CanBeDazi *bool `wire:"CanBeDazi"`
	// DzData is about companions, as the gateway sent it (搭子数据).
	DzData RawObject `wire:"DzData"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// Entry is one button (入口).
type Entry struct {
	// EntryType is the kind of entry; its values are not public (入口类型).
	EntryType int64 `wire:"EntryType" default:"-1"`
	// Icon is the address of its picture (图标).
	Icon string `wire:"Icon"`
	// Title is its label (标题).
	Title string `wire:"Title"`
	// SkipScheme is the address it leads to, often one only the phone app knows (跳转地址).
	SkipScheme string `wire:"SkipScheme"`
	// RightTopTag is the text of its corner badge (右上角标签).
	RightTopTag string `wire:"RightTopTag"`
	// Ext is further information (扩展信息).
	Ext map[string]string `wire:"Ext"`
}

// GetChatEntries fetches the buttons a conversation offers (获取聊天入口).
func (c *Client) GetChatEntries(ctx context.Context, p GetChatEntriesParams, o ...CallOption) (*ChatEntries, error) {
	return do[ChatEntries](ctx, c, &p, o)
}
