package gateway

import "strings"

// The lines that a client must survive or show well. What cannot be seen is
// written as an escape.

func theirs(texts ...string) []line {
	list := make([]line, 0, len(texts))
	for _, t := range texts {
		list = append(list, line{text: t})
	}
	return list
}

func mine(text string) line { return line{mine: true, text: text} }

var longNick = strings.Repeat("一个名字很长很长的听众", 12)

var emojiLines = append(theirs(
	"👨‍👩‍👧‍👦🏳️‍🌈👩🏽‍🎤",
	"今晚的月亮好圆🌕🌕🌕",
	"🎵🎶🎵",
), mine("😀"), line{text: "🇨🇳🇯🇵 飞机落地啦✈️"})

var arabicLines = append(theirs(
	"مرحبا! هل سمعت الأغنية الجديدة؟",
	"السعر 250 ريال (تقريبًا) للتذكرة A-12",
), mine("听了，很好听！مرحبا"), line{text: "أحب أغنية «海边的风» كثيرا"}, line{text: "\u202bشكرا 🙏 https://y.qq.com/\u202c"})

var hebrewLines = append(theirs(
	"שלום! אפשר לקבל את האקורדים?",
), mine("当然，C G Am F"), line{text: "תודה רבה \u2067abc 123\u2069 \u202eevil.exe\u202c"})

var hostileLines = theirs(
	"<img src=x onerror=alert(1)>",
	"<script>alert(document.cookie)</script>",
	"\"><svg/onload=alert(1)>",
	"[点我](javascript:alert(1)) javascript:alert(1)",
	"${alert(1)} {{constructor.constructor('alert(1)')()}}",
	"'; DROP TABLE messages; --",
	"</textarea></title><b>粗体</b>&amp;&lt;",
	"null undefined NaN [object Object] __proto__",
	"line\u2028separator\u2029and\u0000nul\u0007bell",
)

var combiningLines = theirs(
	"Z\u0351\u036b\u0343\u036aa\u0334\u0321\u0322l\u0489g\u0338o\u0337\u0335 \u0301\u0301\u0301\u0301\u0301\u0301",
	"\u200b\u200b\u200b",
	"e\u0301 与 \u00e9 是同一个字",
	"\u202e倒过来的字\u202c正常的字",
)

var linkLines = theirs(
	"歌在这里 https://y.qq.com/n/ryqq/songDetail/0039MnYb0qxYhV",
	"备用地址 http://example.com/a?b=1&c=<d> 和 https://user:pass@evil.example/",
	"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
	"vbscript:msgbox(1) JaVaScRiPt:alert(1) file:///etc/passwd",
	"https://аррӏе.com/（看清楚是不是真的）",
	"https://y.qq.com.evil.example/login?u=https://y.qq.com/",
)

var longLines = []line{
	mine("妈，周末回家吃饭"),
	{text: "好，想吃什么\n红烧肉？\n还是饺子？\n\n你爸说都做"},
	mine("都要！"),
	{text: strings.Repeat("路上注意安全，多穿一点，别老戴着耳机，过马路看着车。", 40)},
	{text: "到了说一声"},
}

var cardLines = []line{
	{msgType: typeCard, text: "许知夏「一百种蓝」成都站|7月12日 19:30 星光现场|https://y.qq.com/"},
	{msgType: typeCard, confirm: true, text: "候补成功，是否锁定座位？|看台 A 区 3 排，30 分钟内有效|https://y.qq.com/"},
	{msgType: typeTip, text: "该通知由系统自动发送，请勿回复"},
}

var mediaLines = []line{
	{msgType: typePicture, text: "stage"},
	{msgType: typeVideo, text: "encore"},
	{mine: true, text: "这张绝了"},
	{msgType: typeSuperPicture, text: "backstage"},
	{msgType: typeSuperVideo, text: "soundcheck"},
	{mine: true, msgType: typePicture, text: "crowd"},
}

var unknownLines = []line{
	{msgType: typeUnknown, text: "当前版本不支持查看此消息，请升级后查看"},
	{msgType: 77, text: ""},
	{msgType: -1, text: "msg_type -1"},
}
