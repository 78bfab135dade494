import { expect, it } from "vitest";
import { planUrl, readPlanTicket } from "../../../src/plan/plan-url.ts";
import { createTickets } from "../../../src/reception/tickets.ts";
import { whoOf } from "../../contracts/who.ts";

const pageUrl = "https://agenda.example/pla";
let nowMs = 1_000;
const tickets = createTickets("secret", () => nowMs);

it("opens what a ticket is for, and nothing else", () => {
  const [data, plan] = [tickets.issue("anna", "data"), tickets.issue("anna", "plan")];
  expect([tickets.read(data, "data"), tickets.read(plan, "plan")]).toEqual(["anna", "anna"]);
  expect([tickets.read(data, "plan"), tickets.read(plan, "data")]).toEqual([undefined, undefined]);
  const [text = "", until = ""] = data.split(".");
  const mixed = `${text}.${until}.${plan.split(".")[2]}`;
  expect(tickets.read(mixed, "data")).toBeUndefined();
});

it("gives the plan of a workspace a ticket of its own, good for a quarter of an hour", () => {
  const address = planUrl(whoOf("anna", "north", "teams"), pageUrl, tickets);
  const ticket = address?.url.slice(pageUrl.length + 1) ?? "";
  expect(address?.isBrief).toBe(true);
  expect(readPlanTicket(ticket, tickets)).toEqual(whoOf("", "north", "teams"));
  expect(tickets.read(ticket, "data")).toBeUndefined();
  const other = createTickets("another secret", () => nowMs);
  expect(readPlanTicket(ticket, other)).toBeUndefined();
  for (const forged of ["", "a.b.c", ticket.replace("north", "south"), `${ticket}x`, `${ticket}.`])
    expect(readPlanTicket(forged, tickets), forged).toBeUndefined();
  nowMs += 15 * 60_000 + 1;
  expect(readPlanTicket(ticket, tickets)).toBeUndefined();
});

it("takes no ticket of a person's data for a plan", () => {
  expect(readPlanTicket(tickets.issue("slack:north", "data"), tickets)).toBeUndefined();
  expect(readPlanTicket(tickets.issue("north", "plan"), tickets)).toBeUndefined();
});

it("needs no ticket in a browser, and has no page for the terminal", () => {
  const own = planUrl(whoOf("anna", "north", "web"), pageUrl, tickets);
  expect(own).toEqual({ url: pageUrl, isBrief: false });
  expect(planUrl(whoOf("anna", "north", "terminal"), pageUrl, tickets)).toBeUndefined();
});
