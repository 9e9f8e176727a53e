using ScimFilter.Oracle.Runs;

namespace ScimFilter.Tests.Matching;

/// <summary>Short ones of what <c>scimfilter-fuzz operations</c> and <c>scimfilter-fuzz readers</c> do as long as one likes.</summary>
public class IndexRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_operations_keep_every_answer_right(int seed)
    {
        var run = new OperationsRun(seed);
        run.Run(2_500);
        Assert.True(run.Answers > 1_000 && run.Matches > 1_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Answers_are_of_a_state_that_was_current_during_the_call(int seed) =>
        Assert.Contains("answers: ", ReadersRun.Report(Timeout.InfiniteTimeSpan, mostChanges: 2_000, seed), StringComparison.Ordinal);
}
