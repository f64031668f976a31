package core

import "qqmusicpm/internal/small/context"

// GetMusicianMessageCardParams are the parameters of [Client.GetMusicianMessageCard].
//
//pm:call getMusicianMessageCard read GetMusicianCard MusicianMessageCard
//pm:module music.privateMsg.MusicianMsgCardSvr
//pm:zh 获取音乐人私信卡片
type GetMusicianMessageCardParams struct {
	// EncUin is the musician's encrypted uin (音乐人加密 UIN).
	EncUin ID `wire:"EncUin"`
}

// MusicianMessageCard is what a musician shows above a conversation (音乐人私信卡片).
//
//pm:whole
type MusicianMessageCard struct {
	// Data is the card as the gateway sent it (原始卡片对象).
	Data RawObject
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// GetMusicianMessageCard fetches the card a musician shows above a conversation (获取音乐人私信卡片).
func (c *Client) GetMusicianMessageCard(ctx context.Context, p GetMusicianMessageCardParams, o ...CallOption) (*MusicianMessageCard, error) {
	return do[MusicianMessageCard](ctx, c, &p, o)
}

// ReportCardMessageActionParams are the parameters of [Client.ReportCardMessageAction].
//
//pm:call reportCardMessageAction write ActCardMsgCallBack WriteResult
//pm:zh 上报卡片消息操作
type ReportCardMessageActionParams struct {
	// TargetUserID is the other side's uin (对端用户 UIN).
	TargetUserID ID `wire:"target_user_id"`
	// MsgType is the type of the card message (消息类型).
	MsgType int64 `wire:"msg_type"`
	// Confirm is what the user chose; its values are not public (确认操作).
	Confirm int64 `wire:"confirm"`
	// MsgID is the id of the card message (消息 ID).
	MsgID ID `wire:"msg_id"`
	// Ext is further information for the card (扩展信息).
	Ext Optional[RawObject] `wire:"ext" omit:"null,blank,empty"`
}

// ReportCardMessageAction tells the gateway what the user chose on a card (上报卡片消息操作).
func (c *Client) ReportCardMessageAction(ctx context.Context, p ReportCardMessageActionParams, o ...CallOption) (*WriteResult, error) {
	return do[WriteResult](ctx, c, &p, o)
}
