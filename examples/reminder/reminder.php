<?php
// What the phone system asks when the call is answered (CallConnected), and when a key was pressed
// (DtmfEntered). The query of the URL comes along each time.

$say = fn(string $text): string => '<Speak>' . htmlspecialchars($text, ENT_XML1) . '</Speak>';
$self = "http://{$_SERVER['HTTP_HOST']}/reminder.php?" . http_build_query(
    ['AppDate' => $_REQUEST['AppDate'] ?? '', 'AppLocation' => $_REQUEST['AppLocation'] ?? '']
);

header('Content-Type: text/xml');
echo '<?xml version="1.0" encoding="UTF-8"?>', "\n<Response>\n";
if (($_POST['NotificationName'] ?? '') === 'DtmfEntered') {
    echo match ($_POST['DtmfDigits']) {
        '1' => $say("Thank you. We expect you {$_REQUEST['AppDate']}."),
        '2' => $say('Your appointment is cancelled.'),
        default => $say('Please call us.'),
    }, "\n<Hangup/>\n";
} else {
    $url = htmlspecialchars($self, ENT_XML1 | ENT_QUOTES);
    echo "<UserInput Timeout=\"5\" ForwardToUrl=\"$url\">\n<InitialCommands>\n",
        $say("You have an appointment {$_REQUEST['AppDate']}, {$_REQUEST['AppLocation']}. Press 1 to confirm, 2 to cancel."),
        "\n</InitialCommands>\n</UserInput>\n", $say('We shall call again. Goodbye.'), "\n";
}
echo "</Response>\n";
