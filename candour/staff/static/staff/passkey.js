// A passkey that does not answer is told in words on the page, not in the console.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  document.getElementById('passkey-problem').hidden = false
})
