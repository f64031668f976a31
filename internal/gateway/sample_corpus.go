package gateway

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

// corpusFiles hold one topic each: dialogues parted by an empty line, a line
// of the other side after ">" and one's own after "<", with {slots} to fill
// and [marks] for what is no text.
//
//go:embed corpus/*.txt
var corpusFiles embed.FS

// line is one message of a dialogue before it has a time and a sender.
type line struct {
	mine    bool
	msgType int64
	text    string // for a mark, what stands after it
	confirm bool   // a card that asks for a confirmation
}

var marks = map[string]line{
	"[歌曲]":  {msgType: typeSong},
	"[图片]":  {msgType: typePicture},
	"[视频]":  {msgType: typeVideo},
	"[卡片]":  {msgType: typeCard},
	"[确认]":  {msgType: typeCard, confirm: true},
	"[拍一拍]": {msgType: typePat},
	"[提示]":  {msgType: typeTip},
}

// corpus returns the dialogues of every topic, by the name of its file.
var corpus = sync.OnceValue(func() map[string][][]line {
	topics := map[string][][]line{}
	files, err := corpusFiles.ReadDir("corpus")
	if err != nil {
		panic(err) // embedded at build time
	}
	for _, f := range files {
		data, err := corpusFiles.ReadFile("corpus/" + f.Name())
		if err != nil {
			panic(err)
		}
		dialogues, err := parseDialogues(string(data))
		if err != nil {
			panic(fmt.Errorf("corpus/%s: %w", f.Name(), err)) // a test reads every file
		}
		topics[strings.TrimSuffix(f.Name(), ".txt")] = dialogues
	}
	return topics
})

func parseDialogues(data string) ([][]line, error) {
	var dialogues [][]line
	for block := range strings.SplitSeq(strings.TrimSpace(data), "\n\n") {
		var dialogue []line
		for row := range strings.SplitSeq(block, "\n") {
			l, err := parseLine(row)
			if err != nil {
				return nil, err
			}
			dialogue = append(dialogue, l)
		}
		dialogues = append(dialogues, dialogue)
	}
	return dialogues, nil
}

func parseLine(row string) (line, error) {
	side, rest, ok := strings.Cut(row, " ")
	if !ok || side != ">" && side != "<" {
		return line{}, fmt.Errorf("%q starts with neither \"> \" nor \"< \"", row)
	}
	l := line{text: rest}
	if mark, arg, _ := strings.Cut(rest, " "); strings.HasPrefix(mark, "[") {
		l, ok = marks[mark]
		if !ok {
			return line{}, fmt.Errorf("%q has an unknown mark", row)
		}
		l.text = arg
	}
	l.mine = side == "<"
	return l, nil
}

// What the slots of the corpus are filled with. Songs and artists are made up.
var (
	songs = []string{
		"海边的风", "纸船与夏天", "凌晨三点的便利店", "北纬三十度", "旧唱片", "雨停之前", "慢慢走", "第九号月台", "无人电台", "萤火",
		"给十年后的信", "城市鲸鱼", "白色噪音", "晚风列车", "倒春寒", "一百种蓝", "借过", "山谷回声", "电影散场以后", "小行星",
	}
	artists = []string{"林间鹿", "岛屿电台", "许知夏", "南桥乐队", "陈默声", "八月长安街", "周沉", "苏小满", "回声计划", "蓝鲸与猫"}
	cities  = []string{"成都", "杭州", "西安", "广州", "武汉", "北京", "上海", "长沙", "厦门", "南京", "重庆", "昆明"}
	venues  = []string{"MAO Livehouse", "工人体育馆", "大剧院", "星光现场", "江边草坪", "红砖仓库", "大学生活动中心", "奥体中心"}
	foods   = []string{"火锅", "螺蛳粉", "麻辣烫", "烧烤", "牛肉面", "寿喜锅", "煲仔饭", "小龙虾"}
	days    = []string{"周五", "周六", "周日", "这周六", "下周三", "下周五", "月底", "明天", "后天"}
)
