namespace ScimFilter.Tests;

/// <summary>
/// Reads a table of cases: <c>filter => resource => true|false</c>, with <c>=> case exact</c> behind it where strings compare exactly. A
/// resource is JSON or the <c>@name</c> of one, which an earlier line <c>@name = JSON</c> defines. Lines with <c>#</c> are comments.
/// </summary>
internal static class EvaluationCases
{
    private const string Arrow = " => ";
    private const string Definition = " = ";

    public static IEnumerable<(string Filter, string Resource, bool CaseExact, bool Expected)> Read(string file)
    {
        var resources = new Dictionary<string, string>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(Support.PathOf(file)))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '@' && line.Split(Definition, 2) is [var name, var json])
            {
                resources.Add(name, json);
                continue;
            }

            yield return line.Split(Arrow) switch
            {
                [var filter, var resource, ("true" or "false") and var verdict] => (filter, Resolve(resource), false, verdict == "true"),
                [var filter, var resource, ("true" or "false") and var verdict, "case exact"] =>
                    (filter, Resolve(resource), true, verdict == "true"),
                _ => throw new FormatException($"{file}, line {number}: this is no case: {line}"),
            };
        }

        string Resolve(string resource) => resource.StartsWith('@') ? resources[resource] : resource;
    }
}
