namespace ScimFilter.Tests.Linq;

/// <summary>A test that needs a PostgreSQL server; skipped where the variable that tells of one is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Holds a connection string whose user may create databases, such as <c>Host=127.0.0.1;Username=postgres</c>.</summary>
    public const string Variable = "SCIMFILTER_TEST_POSTGRES";

    public PostgresTheoryAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"There is no PostgreSQL server: {Variable} is not set.";
        }
    }
}
