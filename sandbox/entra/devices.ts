import { randomBytes, randomInt } from 'node:crypto';

/** The device authorization grant (RFC 8628; facts, section 1): a device shows a code, and a person approves it in a browser. */
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
export const deviceSeconds = 900;

interface Device {
  userCode: string;
  clientId: string;
  expiresAt: number;
  /** Null until somebody has decided. */
  decision: { oid: string } | 'declined' | null;
}

/** By device code; in memory, as they live for fifteen minutes. */
const devices = new Map<string, Device>();

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'; // none that look alike

export function newDevice(clientId: string, now: number): { deviceCode: string; userCode: string } {
  for (const [code, { expiresAt }] of devices) if (expiresAt < now) devices.delete(code);
  const deviceCode = randomBytes(32).toString('base64url');
  const userCode = Array.from({ length: 9 }, () => letters.charAt(randomInt(letters.length))).join('');
  devices.set(deviceCode, { userCode, clientId, expiresAt: now + deviceSeconds * 1000, decision: null });
  return { deviceCode, userCode };
}

/** The device that shows this code, while it waits for a decision. */
export const waitingDevice = (userCode: string, now: number): Device | undefined =>
  [...devices.values()].find((d) => d.userCode === userCode.trim().toUpperCase() && d.decision === null && d.expiresAt >= now);

/** @returns who approved it, once; or the number of Entra's refusal */
export function redeemDevice(deviceCode: string, clientId: string, now: number): { oid: string } | '70016' | '70018' | '70019' | '65004' {
  const device = devices.get(deviceCode);
  if (!device || device.clientId !== clientId) return '70018';
  if (device.expiresAt < now) return '70019';
  if (device.decision === null) return '70016';
  devices.delete(deviceCode);
  return device.decision === 'declined' ? '65004' : device.decision;
}
