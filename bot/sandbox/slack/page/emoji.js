// The emoji that a workspace of this size needs, by Slack's names. Others are shown by name.
export const EMOJI = {
  "+1": "👍", "-1": "👎", heart: "❤️", eyes: "👀", tada: "🎉", white_check_mark: "✅", x: "❌", warning: "⚠️", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", art: "🎨", frame_with_picture: "🖼️", moneybag: "💰", lock: "🔒", bulb: "💡", point_right: "👉",
  large_green_circle: "🟢", large_yellow_circle: "🟡", red_circle: "🔴", white_circle: "⚪", black_circle: "⚫", no_entry: "⛔",
  bar_chart: "📊", chart_with_upwards_trend: "📈", page_facing_up: "📄", raised_hands: "🙌", pray: "🙏", fire: "🔥", smile: "😄",
};
export const QUICK = ["+1", "heart", "eyes"];
