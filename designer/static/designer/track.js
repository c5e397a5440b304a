function (settings) {
  'use strict';
  // Tells of pages seen and links clicked, under a cookie of the site that the page belongs to. Nothing is stored or
  // sent before the visitor has agreed, where consent is asked for, nor for anybody who asks not to be tracked.
  if (window.siteTracker) return;

  var VISITOR = 'site_visitor';
  var CONSENT = 'site_visitor_consent';
  var TWO_YEARS = 63072000;
  var unwanted = navigator.doNotTrack === '1' || navigator.globalPrivacyControl === true;

  function read(name) {
    var found = document.cookie.split('; ').find(function (each) {
      return each.indexOf(name + '=') === 0;
    });
    return found ? found.slice(name.length + 1) : '';
  }

  function write(name, value, seconds) {
    var secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = name + '=' + value + '; Max-Age=' + seconds + '; Path=/; SameSite=Lax' + secure;
  }

  function agreed() {
    if (unwanted || read(CONSENT) === 'no') return false;
    return !settings.asksConsent || read(CONSENT) === 'yes';
  }

  function random() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (byte) {
      return byte.toString(16).padStart(2, '0');
    }).join('');
  }

  function visitor() {
    if (!agreed()) return '';
    var known = read(VISITOR) || random();
    write(VISITOR, known, TWO_YEARS);
    return known;
  }

  function send(link) {
    var who = visitor();
    if (!who) return;
    fetch(settings.events, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      keepalive: true,
      headers: { 'Content-Type': 'text/plain' },
      body: JSON.stringify({
        visitor: who,
        url: location.href.split('#')[0],
        referrer: document.referrer,
        link: link || '',
        consent: true,
      }),
    }).catch(function () {});
  }

  function drawForms() {
    document.querySelectorAll('[data-site-form]').forEach(function (place) {
      var key = place.getAttribute('data-site-form');
      var frame = place.querySelector('iframe') || document.createElement('iframe');
      var about = new URLSearchParams({ page: location.href.split('#')[0], referrer: document.referrer });
      if (visitor()) about.set('visitor', visitor());
      frame.src = settings.site + '/f/' + encodeURIComponent(key) + '?' + about;
      frame.title = place.getAttribute('data-title') || 'Form';
      frame.style.cssText = 'border:0;width:100%;height:' + (place.getAttribute('data-height') || '480') + 'px';
      if (!frame.parentNode) place.appendChild(frame);
    });
  }

  document.addEventListener(
    'click',
    function (event) {
      var link = event.target instanceof Element && event.target.closest('a[href]');
      if (link && /^https?:$/.test(link.protocol)) send(link.href);
    },
    true,
  );

  window.siteTracker = {
    // Call it with the visitor's decision; it is remembered on this site.
    consent: function (yes) {
      var before = agreed();
      write(CONSENT, yes ? 'yes' : 'no', TWO_YEARS);
      if (!yes) write(VISITOR, '', 0);
      if (yes && !before) send();
      drawForms();
    },
    // For pages that change without being loaded.
    visit: function () {
      send();
    },
    visitor: visitor,
  };

  send();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', drawForms);
  else drawForms();
}
