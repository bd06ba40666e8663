import type { Practice } from '@/lib/lab/practice';
import { rehearsal } from '../rehearse';
import { settings } from './settings';
import { stories } from './stories';

/** This lab on the practice cloud. */
export const practice: Practice = { settings, stories, rehearsal };
