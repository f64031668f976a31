package gateway

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"
	"time"
)

type role int

const (
	friend role = iota
	musician
	official
	fan
	stranger
)

// talk is one conversation of the sample inbox.
type talk struct {
	nick   string
	role   role
	topics string // names of corpus files, parted by spaces
	count  int    // messages, those of latest included
	unread int64
	age    time.Duration // how long ago the newest message came
	latest []line        // the newest messages, oldest first
	tags   []wireTag
	super  bool // super messages (超级私信)
}

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * time.Hour
)

var (
	tagClose   = wireTag{TagType: 1, Text: "亲密好友", Color: "#31C27C"}
	tagTaste   = wireTag{TagType: 2, Text: "口味相投 98%", Icon: mediaURL("icon-taste.svg")}
	tagArtist  = wireTag{TagType: 3, Text: "音乐人", Color: "#FF6B35"}
	tagService = wireTag{TagType: 4, Text: "官方"}
)

// sampleTalks is the sample inbox, newest first.
var sampleTalks = []talk{
	{nick: "小鹿乱撞", role: friend, topics: "songs concert daily care cover", count: 10_000, unread: 3, age: 2 * minute, tags: []wireTag{tagClose, tagTaste}},
	{nick: "许知夏", role: musician, topics: "musician", count: 236, unread: 1, age: 9 * minute, tags: []wireTag{tagArtist}, super: true},
	{nick: "QQ音乐小助手", role: official, topics: "official", count: 64, unread: 12, age: 31 * minute, tags: []wireTag{tagService}},
	{nick: "贝斯手阿哲", role: friend, topics: "band daily songs", count: 820, unread: 0, age: 48 * minute, tags: []wireTag{tagClose}},
	{nick: "🌙月亮邮差📮", role: friend, topics: "care songs daily", count: 431, unread: 7, age: 66 * minute, latest: emojiLines},
	{nick: "نور الموسيقى", role: friend, topics: "songs", count: 40, unread: 2, age: 2 * hour, latest: arabicLines},
	{nick: "岛屿电台后援会", role: fan, topics: "fans concert", count: 312, unread: 99, age: 3 * hour},
	{nick: "<img src=x onerror=alert(1)>", role: stranger, topics: "stranger", count: 24, unread: 5, age: 4 * hour, latest: hostileLines},
	{nick: "דניאל גיטרה", role: friend, topics: "cover", count: 28, unread: 0, age: 5 * hour, latest: hebrewLines},
	{nick: "南桥乐队", role: musician, topics: "musician concert", count: 155, unread: 0, age: 6 * hour, tags: []wireTag{tagArtist}},
	{nick: "翻唱区的阿柚", role: friend, topics: "cover songs", count: 540, unread: 0, age: 7 * hour, tags: []wireTag{tagTaste}},
	{nick: longNick, role: stranger, topics: "stranger fans", count: 12, unread: 1, age: 9 * hour},
	{nick: "妈妈", role: friend, topics: "daily", count: 266, unread: 0, age: 11 * hour, latest: longLines},
	{nick: "演出票务通知", role: official, topics: "official", count: 30, unread: 4, age: 13 * hour, tags: []wireTag{tagService}, latest: cardLines},
	{nick: "键盘手Kiki", role: friend, topics: "band cover", count: 388, unread: 0, age: 15 * hour},
	{nick: "陈默声", role: musician, topics: "musician", count: 71, unread: 2, age: 18 * hour, tags: []wireTag{tagArtist}, super: true},
	{nick: "隔壁班的耳机", role: friend, topics: "songs daily", count: 122, unread: 0, age: 20 * hour},
	{nick: "z\u0351\u036b\u0343a\u0334\u0321l\u0489g\u0338o\u0337 重金属", role: stranger, topics: "stranger", count: 9, unread: 1, age: 22 * hour, latest: combiningLines},
	{nick: "晚风列车", role: fan, topics: "fans", count: 48, unread: 0, age: 25 * hour},
	{nick: "摄影师老K", role: friend, topics: "concert", count: 210, unread: 0, age: 28 * hour, latest: mediaLines},
	{nick: "调音台上的猫", role: friend, topics: "cover band", count: 97, unread: 0, age: 32 * hour, tags: []wireTag{tagTaste}},
	{nick: "周沉", role: musician, topics: "musician", count: 33, unread: 0, age: 36 * hour, tags: []wireTag{tagArtist}},
	{nick: "实验音乐小组", role: fan, topics: "fans songs", count: 66, unread: 0, age: 40 * hour, latest: unknownLines},
	{nick: "Luna", role: friend, topics: "daily care", count: 178, unread: 0, age: 44 * hour},
	{nick: "鼓棒断了三根", role: friend, topics: "band", count: 60, unread: 0, age: 2*day + hour},
	{nick: "唱片店老板", role: friend, topics: "songs", count: 84, unread: 0, age: 2*day + 7*hour},
	{nick: "音乐人服务中心", role: official, topics: "official", count: 18, unread: 1, age: 3 * day, tags: []wireTag{tagService}},
	{nick: "苏小满", role: musician, topics: "musician", count: 45, unread: 0, age: 3*day + 5*hour, tags: []wireTag{tagArtist}, super: true},
	{nick: "地铁口卖唱的吉他", role: friend, topics: "cover songs", count: 39, unread: 0, age: 4 * day},
	{nick: "一只耳朵", role: stranger, topics: "stranger", count: 7, unread: 1, age: 4*day + 9*hour},
	{nick: "西安站拼车群主", role: fan, topics: "fans concert", count: 57, unread: 0, age: 5 * day},
	{nick: "学姐", role: friend, topics: "care daily", count: 143, unread: 0, age: 6 * day},
	{nick: "javascript:alert(document.cookie)", role: stranger, topics: "stranger", count: 6, unread: 0, age: 7 * day, latest: linkLines},
	{nick: "回声计划", role: musician, topics: "musician", count: 26, unread: 0, age: 8 * day, tags: []wireTag{tagArtist}},
	{nick: "夜跑歌单", role: fan, topics: "songs", count: 31, unread: 0, age: 10 * day},
	{nick: "弹尤克里里的数学老师", role: friend, topics: "cover daily", count: 52, unread: 0, age: 12 * day},
	{nick: "蓝鲸与猫", role: musician, topics: "musician", count: 19, unread: 0, age: 15 * day, tags: []wireTag{tagArtist}},
	{nick: "失物招领的人", role: stranger, topics: "stranger", count: 5, unread: 0, age: 19 * day},
	{nick: "前同事Ada", role: friend, topics: "daily", count: 88, unread: 0, age: 24 * day},
	{nick: "\u200b\u200d零宽\u200b的\u2060名字\ufeff", role: stranger, topics: "stranger", count: 4, unread: 0, age: 30 * day},
	{nick: "毕业那年夏天", role: friend, topics: "care songs", count: 260, unread: 0, age: 41 * day},
	{nick: "林间鹿", role: musician, topics: "musician", count: 14, unread: 0, age: 55 * day, tags: []wireTag{tagArtist}, super: true},
	{nick: "磁带收藏家", role: friend, topics: "songs", count: 36, unread: 0, age: 70 * day},
	{nick: "QQ音乐安全中心", role: official, topics: "official", count: 8, unread: 0, age: 90 * day, tags: []wireTag{tagService}},
	{nick: "八月长安街", role: musician, topics: "musician", count: 11, unread: 0, age: 130 * day, tags: []wireTag{tagArtist}},
	{nick: "录音棚小赵", role: friend, topics: "band", count: 42, unread: 0, age: 180 * day},
	{nick: "老同学（勿忘）", role: friend, topics: "care daily", count: 73, unread: 0, age: 260 * day},
	{nick: "第一个粉丝", role: fan, topics: "fans", count: 2, unread: 0, age: 400 * day},
}

// person is the other side of a sample conversation.
type person struct {
	user   *wireUser
	role   role
	number int64
}

// people are the other sides of sampleTalks, in their order.
var people = sync.OnceValue(func() []person {
	list := make([]person, 0, len(sampleTalks))
	for i, t := range sampleTalks {
		list = append(list, newPerson(int64(i+1), t))
	}
	return list
})

func newPerson(number int64, t talk) person {
	uin := strconv.FormatInt(1_000_000_007+number*48_271_993, 10)
	if number%3 == 0 { // a WeChat account
		uin = strconv.FormatInt(1_152_921_504_600_000_001+number*7_919_003, 10)
	}
	u := &wireUser{
		Uin:        uin,
		EncryptUin: encryptUin(uin),
		Nick:       t.nick,
		Avatar:     avatar(number),
		Type:       number % 3,
	}
	switch t.role {
	case musician:
		u.Identity, u.IdentityPic, u.IsConcern = 1, mediaURL("icon-musician.svg"), 1
	case official:
		u.Identity, u.IdentityPic, u.IsConcern = 2, mediaURL("icon-official.svg"), 1
	case friend:
		u.IsConcern = 2 // each follows the other
	}
	return person{user: u, role: t.role, number: number}
}

// avatar mixes addresses of the real picture hosts with pictures that the
// simulator draws, which also show without internet.
func avatar(number int64) string {
	switch number % 8 {
	case 6:
		return fmt.Sprintf("https://thirdqq.qlogo.cn/g?b=sdk&s=140&t=%d", 1_600_000_000+number)
	case 7:
		return ""
	}
	return mediaURL(fmt.Sprintf("avatar-%d.svg", number))
}

// encryptUin is the second form of a user id: the same for the same uin.
func encryptUin(uin string) string {
	h := fnv.New64a()
	h.Write([]byte(uin))
	return fmt.Sprintf("oK%010x**", h.Sum64()&0xffffffffff)
}

var peopleByID = sync.OnceValue(func() map[string]*person {
	byID := map[string]*person{}
	for i := range people() {
		p := &people()[i]
		byID[p.user.Uin], byID[p.user.EncryptUin] = p, p
	}
	return byID
})

// personByID returns the sample person with a uin or encrypted uin, or nil.
func personByID(id string) *person { return peopleByID()[id] }

// userByID returns the sample user with this id, or one made for it.
func userByID(id string) *wireUser {
	if p := personByID(id); p != nil {
		return p.user
	}
	u := &wireUser{Uin: id, EncryptUin: encryptUin(id), Nick: "QQ音乐用户" + shortName(id), Avatar: mediaURL("avatar-new.svg")}
	if strings.HasPrefix(id, "oK") {
		u.Uin, u.EncryptUin = "", id
	}
	return u
}

func shortName(id string) string {
	runes := []rune(strings.Trim(id, "*"))
	return string(runes[max(0, len(runes)-4):])
}
