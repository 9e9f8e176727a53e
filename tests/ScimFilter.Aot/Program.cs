using ScimFilter.Aot;

// What only a published program can show: that the library does the same as native code, where no code can be generated.
var checks = new Checks();
ParsingChecks.Run(checks);
EvaluationChecks.Run(checks);
SchemaChecks.Run(checks);
EventChecks.Run(checks);
QueryChecks.Run(checks);
HostileChecks.Run(checks);

foreach (string failure in checks.Failures)
{
    Console.Error.WriteLine(failure);
}

Console.WriteLine($"{checks.Count} checks, {checks.Failures.Count} failed.");
return checks.Failures.Count == 0 ? 0 : 1;
