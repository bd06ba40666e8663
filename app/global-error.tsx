'use client';
import './globals.css'; // the layout, which has them otherwise, is what failed

export { default } from '@/components/shell/global-failed';
