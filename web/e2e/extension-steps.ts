// Steps of the tests of the extension in Chromium: at y.qq.com, and in the extension's own pages.

import type { Page } from "playwright-core";
import { recordName } from "../app/model/record-names.js";
import type { ExtensionBrowser } from "./extension-browser.js";
import { sample } from "./inbox-page.js";
import { loginCookies, logoutCookies, type StandIn } from "./stand-in.js";

interface TypedLogin {
  musicid: string;
  musickey: string;
}

export const site = "https://y.qq.com/";

/** Somebody who writes to the sample account. */
export const writer = "1482719937";

/** Where the background notes what it has seen of the sample account, and what is wrong with it. */
const account = { endpoint: "https://u.y.qq.com", musicid: sample.musicid };
export const [seen, trouble] = [recordName("seen", account), recordName("trouble", account)];

/** Whether the button in the toolbar shows a text. */
export const badgeIs = async (text: string) => (await chrome.action.getBadgeText({})) === text;

/** What somebody does who has an account there. */
export function stepsIn(setting: () => { standIn: StandIn; browser: ExtensionBrowser }) {
  /** Gets cookies of y.qq.com in a tab of its own. */
  async function atSite(...cookies: string[]): Promise<void> {
    const { standIn, browser } = setting();
    standIn.cookies = cookies;
    const page = await browser.visit(site);
    standIn.cookies = [];
    await page.close();
  }
  const logIn = ({ musicid, musickey }: TypedLogin = sample) =>
    atSite(...loginCookies(musicid.length > 10 ? musicid : `o0${musicid}`, musickey, { wechat: musicid.length > 10 }));
  const logOut = () => atSite(...logoutCookies);

  /** Signs in, and leaves a page open that asks the gateway nothing. */
  async function signedIn(): Promise<Page> {
    const { browser } = setting();
    await logIn();
    const inbox = await browser.signIn();
    const page = await browser.open("options.html");
    await browser.until(page, async (name) => name in (await chrome.storage.session.get(name)), seen);
    await inbox.close();
    return page;
  }
  return { atSite, logIn, logOut, signedIn };
}

/** Goes to the other ways to sign in than with the login of y.qq.com. */
export const otherWays = (page: Page) => page.getByRole("button", { name: "其他账号，或手动填写" }).click();

/** Signs in with a typed login, where it shall be kept. */
export async function typeIn(page: Page, { musicid, musickey }: TypedLogin, place: string): Promise<void> {
  await page.getByLabel("musicid").fill(musicid);
  await page.getByLabel("musickey", { exact: true }).fill(musickey);
  await page.getByRole("button", { name: place }).click();
  await page.locator("form.typed-login button[type=submit]").click();
}

/** Opens the first conversation. */
export async function openFirst(page: Page): Promise<void> {
  await page.locator(".session-open").first().click();
  await page.locator(".messages li").first().waitFor();
}
