package gateway

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// addSampleSession puts one sample conversation in the inbox. Its history is
// made when it is asked for; here only the newest message is.
func (a *account) addSampleSession(t *talk, now time.Time) {
	who := people()[a.nextSlot]
	s := a.newSession(who.user, now.Add(-t.age-t.span()))
	s.talk = t
	s.unread = t.unread
	s.tags = append(s.tags, t.tags...)
	s.auth = "auth_" + strconv.FormatInt(who.number, 10)
	s.ext = map[string]string{"relation": strconv.Itoa(int(t.role)), "big_id": strconv.FormatInt(maxSafe+2*who.number, 10)}
	if t.super {
		s.from, s.starUin = 2, who.user.EncryptUin
	}
	// A last digit that a float64 would lose shows a client that rounds.
	s.made = now.Add(-t.age).Truncate(time.Second).Add(time.Duration(123_456_001 + 7*s.slot))
	s.newest = a.history(s, 1)[0]
	s.lastSeq = s.newest.Sequence
	s.moveTo(s.newest.SortTime)
}

// pace is the most time between two dialogues, for each line of the earlier one.
func (t *talk) pace() time.Duration {
	if t.role == friend {
		return 4 * hour
	}
	return 16 * hour
}

// shortGap parts two dialogues at least, longLine two lines at most.
const (
	shortGap = 20 * minute
	longLine = 80 * time.Second
)

// span is more than the time from the first message of t to its newest.
func (t *talk) span() time.Duration {
	return time.Duration(t.count) * (t.pace() + shortGap + longLine)
}

// load makes the sample history of a session, once.
func (a *account) load(s *session) {
	if s.loaded {
		return
	}
	s.loaded = true
	s.messages = a.history(s, s.talk.count)
	slices.Reverse(s.messages)
}

// history returns the newest count sample messages, newest first. It writes
// backwards in time, so that the newest are the same for every count.
func (a *account) history(s *session, count int) []*wireMessage {
	h := &historian{
		account: a,
		session: s,
		random:  newRandom(a.id, s.slot),
		at:      s.made,
		list:    make([]*wireMessage, 0, count),
		left:    count,
	}
	h.write(s.talk.latest, slots{})
	var deck [][]line
	for h.left > 0 {
		if len(deck) == 0 {
			deck = h.shuffled()
		}
		if len(h.list) > 0 {
			h.at = h.at.Add(-shortGap - h.upTo(time.Duration(len(deck[0]))*h.session.talk.pace()))
		}
		h.write(deck[0], h.fill())
		deck = deck[1:]
	}
	return h.list
}

// historian writes a conversation from its newest message back.
type historian struct {
	account *account
	session *session
	random  *rand.Rand
	at      time.Time // of the next message
	list    []*wireMessage
	left    int
}

// slots is what stands for the {slots} of one dialogue.
type slots map[string]string

func (h *historian) fill() slots {
	one := func(list []string) string { return list[h.random.IntN(len(list))] }
	return slots{
		"song": one(songs), "artist": one(artists), "city": one(cities), "venue": one(venues),
		"food": one(foods), "day": one(days), "n": strconv.Itoa(2 + h.random.IntN(97)),
	}
}

func (h *historian) upTo(d time.Duration) time.Duration {
	return time.Duration(h.random.Int64N(int64(d/time.Second))) * time.Second
}

// shuffled returns every dialogue of the topics once, in a random order.
func (h *historian) shuffled() [][]line {
	var deck [][]line
	for topic := range strings.FieldsSeq(h.session.talk.topics) {
		deck = append(deck, corpus()[topic]...)
	}
	h.random.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	return deck
}

func (h *historian) write(dialogue []line, fill slots) {
	for _, l := range slices.Backward(dialogue) {
		if h.left == 0 {
			return
		}
		h.list = append(h.list, h.message(l, expand(l.text, fill)))
		h.left--
		h.at = h.at.Add(-4*time.Second - h.upTo(longLine-4*time.Second))
	}
}

// expand puts the slots in. Text without one, which is most, is not copied.
func expand(text string, fill slots) string {
	if !strings.Contains(text, "{") {
		return text
	}
	for name, value := range fill {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

func (h *historian) message(l line, text string) *wireMessage {
	m := &wireMessage{
		Sequence: sequenceAt(h.at, h.session.slot),
		FromUser: h.session.peer,
		Time:     h.at.Unix(),
		SortTime: h.account.sortTime(h.at),
		MsgType:  l.msgType,
	}
	m.ID = messageID(m.Sequence)
	if l.mine {
		m.FromUser = h.account.self
		m.ClientKey = "app_" + m.ID[9:]
	}
	switch l.msgType {
	case typeTip:
		m.Tips, m.ShowType = text, 1
		m.FromUser = nil
	case typePat:
		m.ShowType = 1
		m.MetaData = &wireMeta{Content: "拍了拍"}
	default:
		m.MetaData = h.meta(l, text, m.ID)
	}
	if h.session.talk.role == stranger && !l.mine {
		m.ComplainTip, m.ComplainURL = "举报", "https://y.qq.com/"
	}
	return m
}

func (h *historian) meta(l line, text, id string) *wireMeta {
	switch l.msgType {
	case typeSong:
		n := h.random.Int64N(1 << 40)
		return &wireMeta{Title: text, Content: artists[n%int64(len(artists))], Pic: mediaURL(fmt.Sprintf("cover-%d.svg", n%97)), URL: songURL(n), BizID: strconv.FormatInt(n, 10), BizType: 1}
	case typePicture, typeSuperPicture:
		return h.picture(text, id)
	case typeVideo, typeSuperVideo:
		meta := h.picture(text, id)
		meta.Duration = 3 + h.random.Int64N(240)
		if meta.Duration%3 != 0 {
			meta.URL, meta.Duration, meta.Size = mediaURL(clipName), clipSeconds, int64(len(clip))
			return meta
		}
		// A page of the site, and no video that a browser could play by itself.
		meta.URL = "https://y.qq.com/n/ryqq/mv/" + id
		meta.Size = meta.Duration * 312_345
		return meta
	case typeCard:
		title, rest, _ := strings.Cut(text, "|")
		content, url, _ := strings.Cut(rest, "|")
		meta := &wireMeta{Title: title, Content: content, URL: url, Pic: mediaURL("card-" + id[12:] + ".svg"), BizID: id, BizType: 3}
		if l.confirm {
			meta.BizType = confirmCard
		}
		return meta
	}
	return &wireMeta{Content: text}
}

// confirmCard is the biz_type of a card that asks for a confirmation; the
// message's confirm is 0 until ActCardMsgCallBack sets it. Source: the
// simulator's choice.
const confirmCard = 4

// picture takes every fourth from a real picture host and draws the others;
// every second is sparse in lists.
func (h *historian) picture(name, id string) *wireMeta {
	sizes := [][2]int64{{720, 480}, {480, 720}, {600, 600}, {1080, 400}}
	size := sizes[h.random.IntN(len(sizes))]
	address := mediaURL(fmt.Sprintf("%s-%d-%dx%d.png", name, h.random.IntN(64), size[0], size[1]))
	if h.random.IntN(4) == 0 {
		address = "https://y.gtimg.cn/music/photo_new/T002R300x300M000" + id[5:] + ".jpg"
	}
	return &wireMeta{
		Pic:     address,
		URL:     address,
		Width:   size[0],
		Height:  size[1],
		Size:    40_000 + h.random.Int64N(2_000_000),
		BizID:   "media_" + id,
		BizType: 1 + h.random.Int64N(2),
	}
}

func songURL(n int64) string {
	return fmt.Sprintf("https://y.qq.com/n/ryqq/songDetail/%014x", n)
}

// sequenceAt is a 63-bit number that grows with time and differs between the
// sessions of an account. It needs more digits than a float64 holds.
func sequenceAt(t time.Time, slot int64) int64 {
	return t.UnixMilli()<<22 | (slot&0x3ff)<<12
}

func messageID(sequence int64) string { return strconv.FormatInt(sequence, 10) }

// newRandom gives every session of every account its own sequence, the same in
// each run.
func newRandom(account, slot int64) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(account), uint64(slot)))
}
