namespace ScimFilter.Tests.Matching;

/// <summary>What planning a subscription costs.</summary>
public class IndexPlanTests
{
    /// <summary>A plan for reading is made once for all attributes that a filter adds, or a filter within the limits holds up every writer for seconds.</summary>
    [Fact]
    public void A_filter_that_asks_for_a_thousand_new_attributes_takes_memory_in_proportion()
    {
        FilterExpression filter = FilterExpression.Parse(string.Join(" or ", Enumerable.Range(0, 1_024).Select(i => $"a{i} eq 1")));
        var index = new SubscriptionIndex<int>();
        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Set(1, ["t"], filter);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 64 << 20);
        Assert.Equal([1], index.Match("""{"type":"t","a1023":1}"""));
        Assert.Equal([], index.Match("""{"type":"t","a1024":1}"""));
    }

    [Theory]
    [InlineData("a eq \"1\" or a eq \"1\" or a eq \"1\"", 1)]
    [InlineData("a eq \"1\" and a eq \"1\"", 1)]
    [InlineData("a eq \"1\" and (b eq \"2\" or b eq \"2\")", 1)]
    [InlineData("(a eq \"1\" or b eq \"2\") and (a eq \"1\" or b eq \"2\")", 3)]
    [InlineData("not (a ne \"1\" and b ne \"2\")", 2)]
    public void What_a_filter_repeats_costs_nothing(string filter, long entries)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, filter);
        Assert.Equal([1], index.Match("""{"a":"1","b":"2"}"""));
        Assert.Equal([], index.Match("""{"a":"2","b":"1"}"""));
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        Assert.Equal((entries, 0L), (statistics.Entries, statistics.ResidualChecks));
    }
}
