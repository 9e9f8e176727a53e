using System.Runtime.CompilerServices;
using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>An exception from the comparison of ids ends one search for the first match, and has no effect on later ones.</summary>
public class IndexFirstMatchFaultTests
{
    /// <summary>More than one, as an index has several contexts, and a thread may get another one each time.</summary>
    private const int Rounds = 64;

    private readonly StrongBox<bool> _fails = new();
    private readonly SubscriptionIndex<ComparedId> _index = new();

    /// <summary>
    /// The filters of all these subscriptions are equal, so what the failed search left behind would hold on the other tenant's event.
    /// </summary>
    [Fact]
    public void A_failed_search_leaves_nothing_to_the_next_event()
    {
        foreach (string name in (string[])["a", "b", "c"])
        {
            Set(name, tenant: 1);
        }

        Set("other", tenant: 2);
        for (int round = 0; round < Rounds; round++)
        {
            _fails.Value = true;
            Assert.Throws<InvalidOperationException>(() => First(tenant: 1));
            _fails.Value = false;
            Assert.Equal("other", First(tenant: 2));
            Assert.Equal("a", First(tenant: 1));
            Assert.Null(First(tenant: 3));
        }
    }

    private void Set(string name, int tenant) => _index.Set(
        new ComparedId(name, _fails), ["t"], FilterExpression.Parse($"tenant eq \"{tenant}\" and items[k eq \"1\" and v eq \"2\"]"));

    private string? First(int tenant)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes($$"""{"type":"t","tenant":"{{tenant}}","items":[{"k":"1","v":"2"}]}""");
        return _index.TryMatchFirst(utf8, out ComparedId? id) ? id.Name : null;
    }

    private sealed record ComparedId(string Name, StrongBox<bool> Fails) : IComparable<ComparedId>
    {
        public int CompareTo(ComparedId? other) =>
            Fails.Value ? throw new InvalidOperationException("Ids cannot be compared.") : string.CompareOrdinal(Name, other?.Name);
    }
}
