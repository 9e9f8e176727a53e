using System.Globalization;
using ScimFilter.Webhooks.Endurance;

// endurance intake [SECONDS]    what the intake reaches over HTTP, beside a bare group-commit loop that writes the same rows
// endurance kill [ROUNDS]       kills the server under load, again and again, and counts what was accepted and what arrived
// endurance deliver [SECONDS [CONCURRENCY]]
//                               from intake to receiver, 10,000 webhooks in 100 tenants, beside a bare HttpClient loop
// endurance due                 a start with 100,000 deliveries due
// endurance dead [SECONDS]      one dead receiver among 500
// endurance lanes [SECONDS]     how fast a backlog of one webhook and of four goes out, alone and while events come in
// endurance stumble [EVENTS] a backlog at a receiver that answers one request in a thousand with 502, and at one that answers nothing but
// that endurance crowd [WEBHOOKS]    so many webhooks of one tenant, and of as many tenants, that never answer: what the others wait
//
// ENDURANCE_SERVER names the server's assembly of another build, to measure that instead.
string command = args.Length > 0 ? args[0] : "";
int number = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
int concurrency = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 512;
return command switch
{
    "intake" => await IntakeRun.RunAsync(TimeSpan.FromSeconds(number)),
    "kill" => await KillRun.RunAsync(number),
    "deliver" => await DeliverRun.RunAsync(TimeSpan.FromSeconds(number), concurrency),
    "due" => await DueRun.RunAsync(),
    "dead" => await DeadRun.RunAsync(TimeSpan.FromSeconds(number)),
    "lanes" => await LanesRun.RunAsync(TimeSpan.FromSeconds(number)),
    "stumble" => await StumbleRun.RunAsync(args.Length > 1 ? number : 10_000),
    "crowd" => await CrowdRun.RunAsync(args.Length > 1 ? number : 700),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: endurance intake [SECONDS] | kill [ROUNDS] | deliver [SECONDS [CONCURRENCY]] | due | dead [SECONDS] | lanes [SECONDS] "
        + "| stumble [EVENTS] | crowd [WEBHOOKS]");
    return 2;
}
