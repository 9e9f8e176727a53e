using System.Globalization;
using ScimFilter.Webhooks.Endurance;

// endurance intake [SECONDS]    what the intake reaches over HTTP, beside a bare group-commit loop that writes the same rows
// endurance kill [ROUNDS]       kills the server under load, again and again, and counts what was accepted and what arrived
string command = args.Length > 0 ? args[0] : "";
int number = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
return command switch
{
    "intake" => await IntakeRun.RunAsync(TimeSpan.FromSeconds(number)),
    "kill" => await KillRun.RunAsync(number),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: endurance intake [SECONDS] | kill [ROUNDS]");
    return 2;
}
