"""Must not have the harness follow a list into itself."""


def attack(facts):
    answer = []
    answer.append(answer)
    return answer
