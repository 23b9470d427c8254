/** VitePress's own theme, with styles of the charts. */
import DefaultTheme from 'vitepress/theme';
import './style.css';

export default DefaultTheme;
