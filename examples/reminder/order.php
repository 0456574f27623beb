<?php
// Orders a call that reminds somebody of an appointment:
//
//   php order.php NUMBER "DATE" "PLACE"
//
// PBX and APPLICATION in the environment say where the phone system and reminder.php are.

[, $number, $date, $place] = $argv + [null, '1001', 'Monday at nine', 'Main Street 5'];
$pbx = getenv('PBX') ?: 'http://127.0.0.1:7780';
$application = getenv('APPLICATION') ?: 'http://127.0.0.1:8090';

// The URL has a query of its own; http_build_query encodes it as one parameter of the order.
$url = $application . '/reminder.php?' . http_build_query(['AppDate' => $date, 'AppLocation' => $place]);
$order = http_build_query([
    'Command' => 'Call',
    'Dialed' => $number,
    'CallerDisplayName' => 'Dr. Smith',
    'Url' => $url,
]);
$answer = file_get_contents($pbx, false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => $order,
]]));
if ($answer === false) {
    fwrite(STDERR, "The phone system at $pbx does not answer.\n");
    exit(1);
}
// The answer is <Response><Code>..</Code><Message>..</Message></Response>; HTTP's own status is always 200.
preg_match('~<Code>(\d+)</Code>\s*<Message>(.*?)</Message>~s', $answer, $response);
echo $response[1], ' ', html_entity_decode($response[2]), "\n";
exit($response[1] === '200' ? 0 : 1);
