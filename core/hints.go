package core

import "qqmusicpm/internal/small/context"

// GetSafetyHintParams are the parameters of [Client.GetSafetyHint].
//
//pm:call getSafetyHint read GetSafetyHint SafetyHint
//pm:zh 获取安全提示
type GetSafetyHintParams struct {
	// EncUin is the other side's encrypted uin (对端加密 UIN).
	EncUin ID `wire:"encUin"`
	// Close closes the hint when it is not 0 and so makes the call a write (关闭提示).
	Close Optional[int64] `wire:"close" default:"0" write:"nonzero"`
}

// SafetyHint is a warning shown above a conversation (安全提示).
type SafetyHint struct {
	// Hint is its text, empty when there is none (提示文本).
	Hint string `wire:"hint" unreadable:"fatal"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// GetSafetyHint fetches the warning shown above a conversation, or closes it (获取或关闭安全提示).
// With a non-zero Close it changes something and is treated as a write.
func (c *Client) GetSafetyHint(ctx context.Context, p GetSafetyHintParams, o ...CallOption) (*SafetyHint, error) {
	return do[SafetyHint](ctx, c, &p, o)
}

// GetFriendshipBadgeParams are the parameters of [Client.GetFriendshipBadge].
//
//pm:call getFriendshipBadge read GetFriendFloatingIcon FriendshipBadge signed
//pm:module music.dazi.DzEntrySrv
//pm:signature 500031
//pm:zh 获取好友关系标识
type GetFriendshipBadgeParams struct {
	// TargetEncUin is the other side's encrypted uin (对端加密 UIN).
	TargetEncUin ID `wire:"TargetEncuin"`
}

// FriendshipBadge is the badge of a friendship as the gateway sent it: no model of it is public (好友关系标识).
type FriendshipBadge struct{ RawObject }

// GetFriendshipBadge fetches the badge of a friendship (获取好友关系标识). The gateway wants it signed.
func (c *Client) GetFriendshipBadge(ctx context.Context, p GetFriendshipBadgeParams, o ...CallOption) (*FriendshipBadge, error) {
	return do[FriendshipBadge](ctx, c, &p, o)
}
