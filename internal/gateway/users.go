package gateway

import (
	"strconv"
	"time"
)

// getMusicianCard answers the card of a musician, and {} for anyone else.
func (a *account) getMusicianCard(p params, _ time.Time) (any, *refusal) {
	who := personByID(p.text("EncUin"))
	if who == nil || who.role != musician {
		return map[string]any{}, nil
	}
	return map[string]any{
		"EncUin":   who.user.EncryptUin,
		"Title":    who.user.Nick + " 的音乐人名片",
		"SubTitle": "已入驻 QQ 音乐人",
		"Pic":      who.user.Avatar,
		"FansNum":  int64(len(who.user.Nick)) * 123_457,
		"SingerID": int64(9_007_199_254_740_993) + who.number,
		"cards": []map[string]any{
			{"id": 1, "type": 1, "title": "新歌《" + songs[int(who.number)%len(songs)] + "》", "url": songURL(who.number)},
			{"id": 2, "type": 2, "title": "近期演出", "url": "https://y.qq.com/"},
		},
	}, nil
}

// getEntries answers the buttons of the chat window (scene 1) and of its plus
// menu (scene 2); an unknown scene has none.
func (a *account) getEntries(p params, _ time.Time) (any, *refusal) {
	entries := map[string][]wireEntry{}
	for _, scene := range p.integers("Scence") {
		if list, ok := chatEntries[scene]; ok {
			entries[strconv.FormatInt(scene, 10)] = list
		}
	}
	who := personByID(p.text("UserID"))
	return map[string]any{
		"RetCode":   0,
		"RetMsg":    "",
		"Entries":   entries,
		"CanBeDazi": who != nil && who.role == friend,
		"DzData":    map[string]any{"Days": 0, "Status": 0},
	}, nil
}

var chatEntries = map[int64][]wireEntry{
	1: {
		{EntryType: 1, Icon: mediaURL("icon-song.svg"), Title: "分享歌曲", SkipScheme: "qqmusic://qq.com/ui/selectSong", Ext: map[string]string{}},
		{EntryType: 2, Icon: mediaURL("icon-together.svg"), Title: "一起听", SkipScheme: "qqmusic://qq.com/ui/listenTogether", RightTopTag: "新", Ext: map[string]string{"room": "1"}},
		{EntryType: 3, Icon: mediaURL("icon-gift.svg"), Title: "送会员", SkipScheme: "https://y.qq.com/", Ext: map[string]string{}},
	},
	2: {
		{EntryType: 11, Icon: mediaURL("icon-photo.svg"), Title: "照片", SkipScheme: "qqmusic://qq.com/ui/selectPhoto", Ext: map[string]string{}},
		{EntryType: 12, Icon: mediaURL("icon-video.svg"), Title: "视频", SkipScheme: "qqmusic://qq.com/ui/selectVideo", Ext: map[string]string{"max": "300"}},
	},
}

// getSafetyHint answers a warning about strangers until it is closed for them.
func (a *account) getSafetyHint(p params, _ time.Time) (any, *refusal) {
	who := personByID(p.text("encUin"))
	hint := ""
	if who != nil && p.integer("close") != 0 {
		a.noHint[who.user.Uin] = true
	}
	if who != nil && who.role == stranger && !a.noHint[who.user.Uin] {
		hint = "对方不是你的好友，请勿轻信转账、中奖、兼职等信息，谨防诈骗。"
	}
	return map[string]any{"hint": hint}, nil
}

// getBadge answers the friendship badge (搭子) of friends, and {} for others.
func (a *account) getBadge(p params, _ time.Time) (any, *refusal) {
	who := personByID(p.text("TargetEncuin"))
	if who == nil || who.role != friend {
		return map[string]any{}, nil
	}
	return map[string]any{
		"Icon":    mediaURL("badge-" + strconv.FormatInt(who.number, 10) + ".svg"),
		"Level":   who.number%5 + 1,
		"Days":    who.number * 17,
		"RelID":   int64(1_152_921_504_606_850_000) + who.number,
		"JumpUrl": "https://y.qq.com/",
		"Text":    "听歌搭子",
	}, nil
}
