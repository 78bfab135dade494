const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const ibanLetters = /[A-Z]/g;

/** Whether a letter is the one that belongs to the digits of a DNI. */
export function isDniLetter(digits: string, letter: string): boolean {
  return dniLetters.charAt(Number(digits) % dniLetters.length) === letter.toUpperCase();
}

/** Whether an IBAN without spaces, in capitals, has the right check digits (ISO 7064, mod 97-10). */
export function isIban(iban: string): boolean {
  const turned = `${iban.slice(4)}${iban.slice(0, 4)}`;
  // A is 10, B is 11, as in base 36.
  return remainder97(turned.replace(ibanLetters, (letter) => `${parseInt(letter, 36)}`)) === 1;
}

/** Whether the digits of a card pass Luhn's check. */
export function isCard(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - at));
    const counted = at % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

/** Whether the 12 digits of a number of the Spanish social security have the right last two. */
export function isAffiliation(digits: string): boolean {
  const province = digits.slice(0, 2);
  const number = digits.slice(2, 10);
  // Numbers below ten million are counted with one digit less.
  const counted = number.startsWith("0") ? province + number.slice(1) : province + number;
  return remainder97(counted) === Number(digits.slice(10));
}

function remainder97(digits: string): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder;
}
