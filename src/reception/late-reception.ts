import type { Reception } from "./reception.ts";

/** A reception that does what the given one does at the time: the one with a memory may come later than the first visitor. */
export function createLateReception(current: () => Reception): Reception {
  return {
    digest: (id) => current().digest(id),
    known: (who) => current().known(who),
    tell: (who, told) => current().tell(who, told),
    answer: (inquiry, who) => current().answer(inquiry, who),
    respond: (inquiry, who, id, before) => current().respond(inquiry, who, id, before),
    keep: (given, who) => current().keep(given, who),
    drop: (id) => current().drop(id),
    told: (who) => current().told(who),
    serve: (wish, visitor) => current().serve(wish, visitor),
    dataFor: (ticket) => current().dataFor(ticket),
    dataOf: (who) => current().dataOf(who),
    planFor: (ticket) => current().planFor(ticket),
    planOf: (who) => current().planOf(who),
    newsFor: (who, language) => current().newsFor(who, language),
    forgetTenant: (tenant) => current().forgetTenant(tenant),
  };
}
