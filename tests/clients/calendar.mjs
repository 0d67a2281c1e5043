// Prints what ical.js reads in the calendar that the argument names: its method, and the summary and day of each event.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf-8")));
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
console.log(JSON.stringify({
    method: calendar.getFirstPropertyValue("method"),
    events: events.map((one) => ({ summary: one.summary, start: one.startDate.toString() })),
}));
